import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { LabelingLoop } from '../constructs/data/labeling-loop';

const role = (name: string): string => `arn:aws:iam::111122223333:role/people/${name}`;

/** Two labellers of one data set, neither of whom sees the other's answers, and who hands out their tasks. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Labels', { env: { account: '111122223333', region: 'eu-central-1' } });

  new LabelingLoop(stack, 'Loop', {
    name: 'acme-llm',
    organizationId: 'o-a1b2c3d4e5',
    dataset: 'mails',
    schema: 'mail-spam@1',
    curatedBucketName: 'acme-llm-curated-111122223333-eu-central-1',
    curatedKey: Key.fromKeyArn(
      stack,
      'CuratedKey',
      'arn:aws:kms:eu-central-1:111122223333:key/11111111-1111-4111-8111-111111111111',
    ),
    labelers: [
      { id: 'ada', principalArn: role('ada') },
      { id: 'grace', principalArn: role('grace') },
    ],
    leadPrincipalArns: [role('label-lead')],
  });
  return app;
}
