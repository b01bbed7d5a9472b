import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib';
import { readTemplates } from '../../../audit/assembly/read-templates';
import { resolve } from '../../../audit/assembly/resolve';
import type { Model } from '../../../audit/assembly/model';
import { LiveVerification, type LiveVerificationProps } from '../../../constructs/verification/live-verification';
import { example } from '../../../examples/live-verification';
import { testStack } from '../../support/compliance';

export const ROLE = 'arn:aws:iam::111122223333:role/acme-llm-verify';
export const BUCKET = 'arn:aws:s3:::acme-llm-evidence-111122223333-eu-central-1';
export const HERE = 'eu-central-1:111122223333';

/** A stack with a verification whose surroundings are elsewhere. */
export function verificationStack(changes: Partial<LiveVerificationProps> = {}): {
  readonly stack: Stack;
  readonly verification: LiveVerification;
} {
  const stack = testStack();
  const key = (id: string, digit: string) =>
    Key.fromKeyArn(stack, id, `arn:aws:kms:${HERE}:key/11111111-1111-4111-8111-11111111111${digit}`);
  const name = changes.name ?? 'acme-llm';
  const logKey = key('LogKey', '1');
  const verification = new LiveVerification(stack, 'Verification', {
    name,
    organizationId: 'o-a1b2c3d4e5',
    evidenceBucketName: `${name}-evidence-111122223333-eu-central-1`,
    evidenceKey: key('EvidenceKey', '2'),
    verifiedKeys: [logKey],
    key: logKey,
    logRetention: RetentionDays.ONE_YEAR,
    alarmTopic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${HERE}:${name}-alarms`),
    ...changes,
  });
  return { stack, verification };
}

let read: Model | undefined;

/** The templates of the example, as the audit reads them. */
export function exampleModel(): Model {
  read ??= resolve(readTemplates(example().synth().directory));
  return read;
}
