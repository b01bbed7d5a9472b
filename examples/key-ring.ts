import { App, Stack } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { KeyRing } from '../constructs/keys/key-ring';
import { DataClass } from '../contract/data-class';

/** Two classes of data, each with its key: the trainer may read the curated class, and nobody else may. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Keys', { env: { account: '111122223333', region: 'eu-central-1' } });
  const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

  new KeyRing(stack, 'Keys', {
    name: 'acme-llm',
    organizationId: 'o-a1b2c3d4e5',
    dataClasses: [DataClass.RAW, DataClass.CURATED],
    administratorArns: [role('key-administrator')],
    uses: [
      {
        dataClass: DataClass.CURATED,
        principalArn: role('acme-llm-train'),
        bucketName: 'acme-llm-curated-111122223333-eu-central-1',
        decrypt: true,
      },
    ],
    signerArns: [role('acme-llm-curate')],
    verifierArns: [role('acme-llm-train')],
  });
  return app;
}
