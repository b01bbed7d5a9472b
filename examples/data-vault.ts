import { App, Duration, Stack } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { KeyRing } from '../constructs/keys/key-ring';
import { LogVault } from '../constructs/logs/log-vault';
import { DataVault } from '../constructs/vault/data-vault';
import { VaultAccess } from '../constructs/vault/vault-door';
import { DataClass } from '../contract/data-class';

/** Curated data: written by one role, read by another, both through their network's endpoint, and closed to everybody else. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Data', { env: { account: '111122223333', region: 'eu-central-1' } });
  const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
  const place = { name: 'acme-llm', organizationId: 'o-a1b2c3d4e5' };
  const keys = new KeyRing(stack, 'Keys', {
    ...place,
    dataClasses: [DataClass.CURATED, DataClass.LOG],
    administratorArns: [role('key-administrator')],
  });
  const logs = new LogVault(stack, 'Logs', {
    ...place,
    key: keys.key(DataClass.LOG),
    retentionDays: 365,
    sources: [{ account: '111122223333', region: 'eu-central-1' }],
    readerArns: [role('acme-llm-audit')],
    breakGlassArn: role('acme-llm-break-glass'),
  });
  const vpcEndpointIds = ['vpce-0aaaaaaaaaaaaaaaa'];

  new DataVault(stack, 'Curated', {
    bucketName: 'acme-llm-curated-111122223333-eu-central-1',
    key: keys.key(DataClass.CURATED),
    organizationId: place.organizationId,
    accessLogs: logs.accessLogs,
    retention: Duration.days(730),
    doors: [
      { principalArn: role('acme-llm-curate'), access: VaultAccess.WRITE, prefix: 'datasets/', vpcEndpointIds },
      { principalArn: role('acme-llm-train'), access: VaultAccess.READ, prefix: 'datasets/', vpcEndpointIds },
    ],
  });
  return app;
}
