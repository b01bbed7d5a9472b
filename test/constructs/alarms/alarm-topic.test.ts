import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AlarmTopic } from '../../../constructs/alarms/alarm-topic';
import { openFindings, testStack } from '../../support/compliance';

test('alarms are encrypted, and published by this account’s own alarms and rules only', () => {
  const stack = testStack();
  const key = new Key(stack, 'Key', { enableKeyRotation: true });
  new AlarmTopic(stack, 'Alarms', { name: 'acme-llm', key, email: 'on-call@example.com' });
  expect(openFindings(stack)).toEqual([]);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Allow', Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }),
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    },
  });
  template.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Sid: 'PublishAlarms',
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        }),
      ]),
    },
  });
});
