import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { DetectiveServices } from '../constructs/detection/detective-services';

/** Everything that watches an account, where the organisation runs only Security Hub for it already. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Detection', { env: { account: '111122223333', region: 'eu-central-1' } });
  const key = new Key(stack, 'LogKey', { enableKeyRotation: true });
  const rawKey = new Key(stack, 'RawKey', { enableKeyRotation: true });

  new DetectiveServices(stack, 'Detection', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    key,
    historyBucketName: 'llm-access-logs-111122223333-eu-central-1',
    alarmTopic: new Topic(stack, 'Alarms', { masterKey: key, enforceSSL: true }),
    adopt: { guardDuty: false, securityHub: true, macie: false, config: false, accessAnalyzer: false },
    quarantine: { bucketName: 'llm-raw-111122223333-eu-central-1', key: rawKey },
  });
  return app;
}
