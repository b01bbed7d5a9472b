import { App, Stack } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { AccessLogBucket } from '../constructs/logs/access-log-bucket';

/** The target of the access logs of an account's buckets, which stand in other stacks. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'AccessLogs', { env: { account: '444455556666', region: 'eu-central-1' } });

  const accessLogs = new AccessLogBucket(stack, 'AccessLogs', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    retentionDays: 365,
    readerArns: ['arn:aws:iam::111122223333:role/auditor'],
    breakGlassArn: 'arn:aws:iam::444455556666:role/llm-break-glass',
  });
  accessLogs.acceptAsTargetOfOtherStacks();
  return app;
}
