import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DeadLetterQueue, DeadLetterSource } from '../../../constructs/alarms/dead-letter-queue';
import { discard, openFindings, testStack } from '../../support/compliance';

const RULE = 'arn:aws:events:eu-central-1:111122223333:rule/acme-llm-findings';

let stack: Stack;
beforeEach(() => {
  stack = testStack();
});
afterEach(() => discard(stack));

function queue(source = DeadLetterSource.RULE): DeadLetterQueue {
  const key = new Key(stack, 'Key', { enableKeyRotation: true });
  return new DeadLetterQueue(stack, 'Undelivered', { queueName: 'acme-llm-undelivered', key, source });
}

function statements(type: string, property: string): { readonly Principal: object; readonly Condition?: object }[] {
  const [resource] = Object.values(Template.fromStack(stack).findResources(type));
  return (resource?.Properties as Record<string, { Statement: never[] }>)[property]!.Statement;
}

test('what waits is encrypted with the given key, for two weeks, and nothing is open in five packs', () => {
  queue().takeFromRules('KeepUndelivered', 'acme-llm-findings');
  Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'acme-llm-undelivered',
    KmsMasterKeyId: Match.anyValue(),
    MessageRetentionPeriod: 1_209_600,
  });
  expect(openFindings(stack)).toEqual([]);
});

test('EventBridge may put in and encrypt what the named rule could not deliver, and nothing for any other rule', () => {
  queue().takeFromRules('KeepUndelivered', 'acme-llm-findings');
  const fromRule = { StringEquals: { 'aws:SourceAccount': '111122223333' }, ArnEquals: { 'aws:SourceArn': RULE } };
  const ofEvents = ({ Principal }: { readonly Principal: object }) =>
    JSON.stringify(Principal) === '{"Service":"events.amazonaws.com"}';
  const inQueue = statements('AWS::SQS::QueuePolicy', 'PolicyDocument').filter(ofEvents);
  const inKey = statements('AWS::KMS::Key', 'KeyPolicy').filter(ofEvents);
  expect(inQueue).toEqual([expect.objectContaining({ Action: 'sqs:SendMessage', Condition: fromRule })]);
  expect(inKey).toEqual([
    expect.objectContaining({
      Sid: 'KeepUndelivered',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: fromRule,
    }),
  ]);
});

test('a queue that takes from no rule lets no service in', () => {
  queue();
  expect(statements('AWS::SQS::QueuePolicy', 'PolicyDocument')).toEqual([
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  ]);
});

test('that a function uses its queue is for the packs to see: beside no function, it is open', () => {
  queue(DeadLetterSource.FUNCTION);
  expect(openFindings(stack)).toEqual([expect.stringMatching(/^AwsSolutions-SQS3 Test\/Undelivered\/Resource/)]);
});
