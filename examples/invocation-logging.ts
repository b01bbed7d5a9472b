import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { InvocationLogging } from '../constructs/logs/invocation-logging';

/** A record of who calls which Bedrock model, without prompts and answers. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Invocations', { env: { account: '111122223333', region: 'eu-central-1' } });

  new InvocationLogging(stack, 'Invocations', {
    name: 'llm',
    organizationId: 'o-a1b2c3d4e5',
    archive: Bucket.fromBucketName(stack, 'Archive', 'llm-log-archive-111122223333-eu-central-1'),
    key: Key.fromKeyArn(
      stack,
      'LogKey',
      'arn:aws:kms:eu-central-1:111122223333:key/11111111-1111-4111-8111-111111111111',
    ),
    logRetention: RetentionDays.ONE_YEAR,
  });
  return app;
}
