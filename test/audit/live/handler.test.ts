import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../audit/live-handler/handler';
import { ACCOUNT, BUCKET, evidence, holds } from './evidence';

const QUEUE = `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/letters`;
const TOPIC = `arn:aws:sns:eu-central-1:${ACCOUNT}:acme-llm-alarms`;
const STEM = `verifications/2026-11-26T04-00-00Z-${ACCOUNT}`;
const EVENT = { time: '2026-11-26T04:00:00Z' };
const STRANGER = 'arn:aws:iam::999999999999:root';
const before = { ...process.env };

const s3 = mockClient(S3Client);
const sns = mockClient(SNSClient);
const sqs = mockClient(SQSClient);
const sts = mockClient(STSClient);
const trail = mockClient(CloudTrailClient);
const cloudFormation = mockClient(CloudFormationClient);
let printed: string[] = [];

const invocation = (milliseconds = 900_000) => ({
  invokedFunctionArn: `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:acme-llm-verify`,
  getRemainingTimeInMillis: () => milliseconds,
});

/** The queue as its service tells it. */
function queueIs(changed: Record<string, string> = {}): void {
  sqs.on(GetQueueAttributesCommand).resolves({
    Attributes: {
      QueueArn: `arn:aws:sqs:eu-central-1:${ACCOUNT}:letters`,
      MessageRetentionPeriod: '1209600',
      SqsManagedSseEnabled: 'true',
      ...changed,
    },
  });
}

const written = () =>
  new Map(s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => [input.Key, String(input.Body)]));
const result = () => JSON.parse(written().get(`${STEM}.json`) ?? '{}') as Record<string, unknown>;
const told = () => sns.commandCalls(PublishCommand).map(({ args: [{ input }] }) => input);
const metrics = () =>
  Object.assign({}, ...printed.map((line) => JSON.parse(line) as object)) as Record<string, number | undefined>;

beforeEach(() => {
  for (const mock of [s3, sns, sqs, sts, trail, cloudFormation]) mock.reset();
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    EVIDENCE_BUCKET: BUCKET,
    ALARM_TOPIC: TOPIC,
    PLATFORM: 'acme-llm',
  });
  printed = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  holds(s3, evidence());
  s3.on(PutObjectCommand).resolves({});
  sns.on(PublishCommand).resolves({});
  sts.on(GetCallerIdentityCommand).resolves({ Account: ACCOUNT, Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/v/v` });
  trail.on(LookupEventsCommand).resolves({ Events: [] });
  cloudFormation.on(DescribeStacksCommand).resolves({
    Stacks: [{ StackName: 'app', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' }],
  });
  cloudFormation.on(ListStackResourcesCommand).resolves({
    StackResourceSummaries: [
      {
        LogicalResourceId: 'Letters',
        ResourceType: 'AWS::SQS::Queue',
        PhysicalResourceId: QUEUE,
        LastUpdatedTimestamp: new Date(0),
        ResourceStatus: 'CREATE_COMPLETE',
      },
    ],
  });
  cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: evidence().get('templates/app.template.json') ?? '' });
  queueIs();
});

afterEach(() => {
  jest.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

test('where all is in place the result is kept and counted, and nobody is told', async () => {
  await handler(EVENT, invocation());
  expect([...written().keys()]).toEqual([`${STEM}.json`, `${STEM}.sarif`]);
  expect(result()).toMatchObject({ exit: 0, time: EVENT.time, account: ACCOUNT, counts: { 'in place': 1 } });
  expect(metrics()).toMatchObject({ Platform: 'acme-llm', InPlace: 1, OutOfPlace: 0, NotReadable: 0, Completed: 1 });
  expect(told()).toEqual([]);
});

test('metrics carry the time at which they are told, since an alarm looks at the last minutes only', async () => {
  jest.spyOn(Date, 'now').mockReturnValue(1_795_666_200_123);
  await handler(EVENT, invocation());
  const [counted = '', ...rest] = printed;
  expect(JSON.parse(counted)).toMatchObject({ _aws: { Timestamp: 1_795_666_200_123 } });
  expect(rest.map((line) => JSON.parse(line) as unknown)).toEqual([{ Platform: 'acme-llm', Completed: 1 }]);
  expect(result()).toMatchObject({ time: EVENT.time });
});

test('what drifted is counted, in the SARIF, and told in one message that names the property and not what it holds', async () => {
  queueIs({ MessageRetentionPeriod: '60', RedriveAllowPolicy: `{"redrivePermission":"${STRANGER}"}` });
  await handler(EVENT, invocation());
  expect(result()).toMatchObject({ exit: 1, counts: { drifted: 1, 'in place': 0 } });
  expect(written().get(`${STEM}.sarif`)).toContain('live/drifted');
  expect(metrics()).toMatchObject({ Drifted: 1, OutOfPlace: 1, Completed: 1 });
  const [message, ...more] = told();
  expect(more).toEqual([]);
  expect(message).toMatchObject({ TopicArn: TOPIC, Subject: `Rampart: 1 drifted in ${ACCOUNT}` });
  expect(JSON.parse(message?.Message ?? '')).toMatchObject({
    result: `s3://${BUCKET}/${STEM}.json`,
    counts: { drifted: 1 },
    worst: [
      { verdict: 'drifted', resource: 'app/Letters', properties: expect.arrayContaining(['MessageRetentionPeriod']) },
    ],
  });
  expect(written().get(`${STEM}.json`)).toContain(STRANGER);
  expect(message?.Message).not.toContain(STRANGER);
  expect(printed.join('')).not.toContain(STRANGER);
});

test('what is denied is told as not readable, and never as in place', async () => {
  sqs.on(GetQueueAttributesCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
  await handler(EVENT, invocation());
  expect(metrics()).toMatchObject({ InPlace: 0, NotReadable: 1, OutOfPlace: 0, Completed: 1 });
  expect(JSON.parse(told()[0]?.Message ?? '')).toMatchObject({ worst: [{ verdict: 'not readable', why: 'denied' }] });
});

test('a stack that is gone is missing', async () => {
  cloudFormation.on(DescribeStacksCommand).rejects(new Error('Stack with id app does not exist'));
  await handler(EVENT, invocation());
  expect(metrics()).toMatchObject({ Missing: 1, OutOfPlace: 1 });
  expect(told()[0]?.Subject).toContain('1 missing');
});

test('a template that an earlier deployment left is not meant any more: nobody can remove it from a vault', async () => {
  holds(s3, new Map([...evidence(), ['templates/gone.template.json', '{"Resources":{}}']]));
  await handler(EVENT, invocation());
  expect(result()).toMatchObject({ exit: 0, counts: { 'in place': 1, missing: 0 } });
});

test('of another account nothing is asked, and nothing said', async () => {
  await handler(EVENT, invocation());
  expect(JSON.stringify(result())).not.toContain('444455556666');
  expect(cloudFormation.commandCalls(DescribeStacksCommand).map(({ args: [{ input }] }) => input.StackName)).toEqual([
    'app',
  ]);
});

test('the folder that held the templates is in no result', async () => {
  const files = evidence();
  files.set('templates/app.assets.json', 'no JSON');
  holds(s3, files);
  await handler(EVENT, invocation());
  expect([...written().values()].join('')).not.toMatch(/rampart-deployed-/);
});

test.each<[string, string, (files: Map<string, string>) => void]>([
  [
    'a template with other bytes',
    'TEMPLATES_ALTERED',
    (files) => files.set('templates/app.template.json', '{"Resources":{}}'),
  ],
  ['a ledger with other bytes', 'TEMPLATES_ALTERED', (files) => files.set('ledger.json', '{"templates":[]}')],
  ['a manifest that is none', 'TEMPLATES_ALTERED', (files) => files.set('manifest.json', 'nothing')],
  ['a template that is gone', 'TEMPLATES_ALTERED', (files) => files.delete('templates/app.template.json')],
  [
    'an assembly that leaves a stack out',
    'TEMPLATES_ALTERED',
    (files) => files.set('templates/manifest.json', JSON.stringify({ artifacts: {} })),
  ],
  [
    'an assembly that means another account',
    'TEMPLATES_ALTERED',
    (files) =>
      files.set(
        'templates/manifest.json',
        (files.get('templates/manifest.json') ?? '').replaceAll(ACCOUNT, '444455556666'),
      ),
  ],
  [
    'a file that leaves its folder',
    'TEMPLATES_ALTERED',
    (files) => files.set('templates/../../escaped.template.json', '{}'),
  ],
  ['no evidence', 'TEMPLATES_MISSING', (files) => files.clear()],
])('%s ends the run before anything is asked or written', async (_, code, change) => {
  const files = evidence();
  change(files);
  holds(s3, files);
  await expect(handler(EVENT, invocation())).rejects.toMatchObject({ code });
  expect(cloudFormation.calls()).toEqual([]);
  expect(written().size).toBe(0);
  expect(printed).toEqual([]);
});

test('a message that cannot be sent ends the run, which then did not come to its end', async () => {
  queueIs({ MessageRetentionPeriod: '60' });
  sns.on(PublishCommand).rejects(new Error('no topic'));
  await expect(handler(EVENT, invocation())).rejects.toThrow('no topic');
  expect(written().size).toBe(2);
  expect(metrics()).toMatchObject({ Drifted: 1 });
  expect(metrics()['Completed']).toBeUndefined();
});

test.each([
  ['yesterday', 'EVENT_UNREADABLE'],
  ['2026-13-45T04:00:00Z', 'EVENT_UNREADABLE'],
])('the time %s is refused', async (time, code) => {
  await expect(handler({ time }, invocation())).rejects.toMatchObject({ code });
});

test('a setting that lacks is named, and so is a time that is too short', async () => {
  delete process.env['ALARM_TOPIC'];
  await expect(handler(EVENT, invocation())).rejects.toMatchObject({ code: 'SETTING_MISSING' });
  await expect(handler(EVENT, invocation(60_000))).rejects.toMatchObject({ code: 'NO_TIME' });
});

// The last: it takes the mock away, since a mock stands before what limits the time.
test('calls that hang end with the time that the function has, and their resources are not readable', async () => {
  sqs.restore();
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  process.env['AWS_ENDPOINT_URL_SQS'] = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  try {
    await handler(EVENT, invocation(121_000));
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
  expect(result()).toMatchObject({ exit: 4, counts: { 'in place': 0, 'not readable': 1 } });
  expect(JSON.parse(told()[0]?.Message ?? '')).toMatchObject({ worst: [{ why: 'out of time' }] });
});
