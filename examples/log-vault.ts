import { App, Stack } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { KeyRing } from '../constructs/keys/key-ring';
import { LogVault } from '../constructs/logs/log-vault';
import { DataClass } from '../contract/data-class';

const SECURITY = { account: '111122223333', region: 'eu-central-1' };
const SERVING = { account: '444455556666', region: 'eu-central-1' };
const role = (name: string): string => `arn:aws:iam::${SECURITY.account}:role/${name}`;

/** An archive for the logs of two accounts: locked for a year, read by auditors only. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Logs', { env: SECURITY });
  const keys = new KeyRing(stack, 'Keys', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    dataClasses: [DataClass.LOG],
    administratorArns: [role('key-administrator')],
  });

  new LogVault(stack, 'Vault', {
    name: 'llm',
    key: keys.key(DataClass.LOG),
    organizationId: 'o-exampleorg',
    retentionDays: 365,
    sources: [SECURITY, SERVING],
    readerArns: [role('auditor')],
    breakGlassArn: role('llm-break-glass'),
  });
  return app;
}
