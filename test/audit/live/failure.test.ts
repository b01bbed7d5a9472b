import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { clientsFor, type Clients } from '../../../audit/live/clients';
import { failureOf } from '../../../audit/live/failure';
import { Gate } from '../../../audit/live/gate';
import { FaultProxy, type Fault } from '../../deploy/faults/fault-proxy';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const COMMANDS = ['kms:DescribeKey', 's3:GetBucketVersioning', 'sqs:GetQueueAttributes'];

/** What three protocols' clients make of a fault. */
async function kindsUnder(url: string, callSeconds = 30): Promise<string[]> {
  const gate = new Gate({ allowed: new Set(COMMANDS), tries: 1, firstPause: 1, callSeconds });
  const clients: Clients = clientsFor({ region: 'eu-central-1', credentials, endpoint: () => url, gate });
  const calls = [
    clients.kms.send(new DescribeKeyCommand({ KeyId: 'k' })),
    clients.s3.send(new GetBucketVersioningCommand({ Bucket: 'bucket' })),
    clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/q' })),
  ];
  const results = await Promise.allSettled(calls);
  return results.map((one) => (one.status === 'fulfilled' ? 'read' : failureOf(one.reason).kind));
}

test.each<[string, Fault]>([
  ['throttled', { status: 400, code: 'ThrottlingException' }],
  ['throttled', { status: 503, code: 'SlowDown' }],
  ['throttled', { status: 429, code: 'TooManyRequestsException' }],
  ['denied', { status: 403, code: 'AccessDenied' }],
  ['denied', { status: 400, code: 'AccessDeniedException' }],
  ['denied', { status: 403, code: 'ExpiredTokenException' }],
  ['failed', { status: 500, code: 'InternalError' }],
  ['timed out', 'hang'],
])('what is said to be %s: %p', async (kind, fault) => {
  const proxy = await FaultProxy.start('http://127.0.0.1:9', fault);
  try {
    expect(await kindsUnder(proxy.url, fault === 'hang' ? 0.3 : 30)).toEqual([kind, kind, kind]);
  } finally {
    await proxy.stop();
  }
});

test('a connection that is refused is unreachable', async () => {
  expect(await kindsUnder('http://127.0.0.1:9')).toEqual(['unreachable', 'unreachable', 'unreachable']);
});

test('a page in the place of an answer is said to be none', () => {
  const error = Object.assign(new SyntaxError('Unexpected token <\n  Deserialization error: to see the raw response'), {
    $metadata: { httpStatusCode: 502 },
  });
  expect(failureOf(error)).toEqual({ kind: 'failed', detail: "the answer is none of the service's (HTTP 502)" });
});

test.each([
  ['text', 'boom'],
  ['nothing', undefined],
  ['an object', {}],
])('whatever is thrown becomes a failure: %s', (_, thrown) => {
  expect(failureOf(thrown).kind).toBe('failed');
});
