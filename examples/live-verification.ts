import { App, Duration, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { AlarmTopic } from '../constructs/alarms/alarm-topic';
import { KeyRing } from '../constructs/keys/key-ring';
import { DataVault } from '../constructs/vault/data-vault';
import { LiveVerification } from '../constructs/verification/live-verification';
import { DataClass } from '../contract/data-class';

/** Every night the account is held against what was deployed, and people hear of what is not as it was. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Verification', { env: { account: '111122223333', region: 'eu-central-1' } });
  const place = { name: 'acme-llm', organizationId: 'o-a1b2c3d4e5' };
  const evidenceBucketName = 'acme-llm-evidence-111122223333-eu-central-1';
  const keys = new KeyRing(stack, 'Keys', {
    ...place,
    dataClasses: [DataClass.LOG, DataClass.EVIDENCE],
    administratorArns: ['arn:aws:iam::111122223333:role/key-administrator'],
  });
  const [key, evidenceKey] = [keys.key(DataClass.LOG), keys.key(DataClass.EVIDENCE)];
  const { topic } = new AlarmTopic(stack, 'Alarms', { name: place.name, key, email: 'on-call@example.com' });

  const verification = new LiveVerification(stack, 'Verification', {
    ...place,
    evidenceBucketName,
    evidenceKey,
    verifiedKeys: [key, evidenceKey],
    key,
    logRetention: RetentionDays.ONE_YEAR,
    alarmTopic: topic,
    hour: 3,
  });
  new DataVault(stack, 'Evidence', {
    bucketName: evidenceBucketName,
    key: evidenceKey,
    organizationId: place.organizationId,
    accessLogs: Bucket.fromBucketName(stack, 'AccessLogs', 'acme-llm-access-logs-111122223333-eu-central-1'),
    retention: Duration.days(2557),
    writeOnce: true,
    doors: verification.doors,
  });
  return app;
}
