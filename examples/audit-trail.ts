import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { AuditTrail } from '../constructs/logs/audit-trail';

/** The trail of a serving account, delivered to the archive of the security account. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Trail', { env: { account: '444455556666', region: 'eu-central-1' } });

  new AuditTrail(stack, 'Trail', {
    name: 'llm',
    archiveBucketName: 'llm-log-archive-111122223333-eu-central-1',
    archiveKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/11111111-1111-4111-8111-111111111111',
    key: Key.fromKeyArn(
      stack,
      'LogKey',
      'arn:aws:kms:eu-central-1:444455556666:key/22222222-2222-4222-8222-222222222222',
    ),
    bucketArns: ['arn:aws:s3:::llm-conversation-444455556666-eu-central-1'],
    logRetention: RetentionDays.ONE_YEAR,
    breakGlassRoleName: 'llm-break-glass',
    alarmTopic: Topic.fromTopicArn(stack, 'AlarmTopic', 'arn:aws:sns:eu-central-1:444455556666:llm-alarms'),
  });
  return app;
}
