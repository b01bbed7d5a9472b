import { App, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { StageRole } from '../constructs/identity/stage-role';
import { Trust } from '../constructs/identity/trust';

/** A training role that reads one prefix: what it may do is also the most that it could ever be given. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Training', { env: { account: '111122223333', region: 'eu-central-1' } });
  const datasets = 'arn:aws:s3:::acme-llm-curated-111122223333-eu-central-1/datasets/*';

  new StageRole(stack, 'Train', {
    name: 'acme-llm',
    stage: 'train',
    organizationId: 'o-a1b2c3d4e5',
    trust: Trust.service('sagemaker.amazonaws.com', '111122223333'),
    statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: [datasets] })],
    acceptedWildcards: [
      { resource: datasets, reason: 'the datasets that this stage is there to read; their names change daily' },
    ],
  });
  return app;
}
