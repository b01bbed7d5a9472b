import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { handler as Handler } from '../../audit/live-handler/handler';
import { bundleOf } from '../../constructs/function/bundle';
import { ACCOUNT, BUCKET, evidence } from '../audit/live/evidence';
import { Emulator } from '../emulator/emulator';

const REGION = 'eu-central-1';
const { handler } = createRequire(__filename)(join(bundleOf('verify'), 'index.js')) as { handler: typeof Handler };
const before = { ...process.env };
let emulator: Emulator;
let s3: S3Client;
let sqs: SQSClient;
let inbox = '';

/** The bundle as it would be deployed, run once. */
async function runAt(
  time: string,
): Promise<{ readonly exit: number; readonly counts: Readonly<Record<string, number>> }> {
  await handler(
    { time },
    {
      invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:acme-llm-verify`,
      getRemainingTimeInMillis: () => 900_000,
    },
  );
  const Key = `verifications/${time.replaceAll(':', '-')}-${ACCOUNT}.json`;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  return JSON.parse((await Body?.transformToString()) ?? '{}') as { exit: number; counts: Record<string, number> };
}

async function mail(): Promise<string[]> {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: inbox, MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body = '' }) => Body);
}

beforeAll(async () => {
  emulator = await Emulator.start(ACCOUNT, REGION);
  const files = evidence();
  s3 = new S3Client({ ...emulator.access, forcePathStyle: true });
  sqs = new SQSClient(emulator.access);
  const sns = new SNSClient(emulator.access);
  const cloudFormation = new CloudFormationClient({ ...emulator.access, endpoint: emulator.cloudFormation });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  for (const [name, Body] of files)
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `deployed/${name}`, Body }));
  const TemplateBody = files.get('templates/app.template.json');
  await cloudFormation.send(new CreateStackCommand({ StackName: 'app', TemplateBody }));
  await waitUntilStackCreateComplete(
    { client: cloudFormation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
    { StackName: 'app' },
  );
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'acme-llm-alarms' }));
  ({ QueueUrl: inbox = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' })));
  const Endpoint = `arn:aws:sqs:${REGION}:${ACCOUNT}:inbox`;
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes: { RawMessageDelivery: 'true' } }),
  );
  Object.assign(process.env, emulator.environment, {
    EVIDENCE_BUCKET: BUCKET,
    ALARM_TOPIC: TopicArn,
    PLATFORM: 'acme-llm',
  });
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterAll(async () => {
  jest.restoreAllMocks();
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
  await emulator.stop();
});

test('the bundle of the scheduled verification finds a deployed stack in place, and tells nobody', async () => {
  expect(await runAt('2026-11-25T04:00:00Z')).toMatchObject({ exit: 0, counts: { 'in place': 1, 'not readable': 0 } });
  expect(await mail()).toEqual([]);
});

test('what somebody changed through the API is drifted the next day, and told', async () => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'letters' }));
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { MessageRetentionPeriod: '60' } }));
  expect(await runAt('2026-11-26T04:00:00Z')).toMatchObject({ exit: 1, counts: { drifted: 1, 'in place': 0 } });
  const [message = '', ...more] = await mail();
  expect(more).toEqual([]);
  expect(JSON.parse(message)).toMatchObject({
    worst: [{ verdict: 'drifted', resource: 'app/Letters', properties: ['MessageRetentionPeriod'] }],
  });
});
