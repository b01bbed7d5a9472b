import { App, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { EndpointService } from '../constructs/network/endpoint-service';
import { IsolatedNetwork } from '../constructs/network/isolated-network';

/** A network in which a gateway tier may reach the model's endpoint, and a serving tier its artifacts. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Network', { env: { account: '111122223333', region: 'eu-central-1' } });
  const ourAccount = { principals: [new AccountPrincipal('111122223333')] };

  const network = new IsolatedNetwork(stack, 'Network', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    cidr: '10.40.0.0/20',
    zones: 2,
    tiers: [{ name: 'gateway' }, { name: 'serving' }],
    endpoints: [
      {
        service: EndpointService.SAGEMAKER_RUNTIME,
        tiers: ['gateway'],
        statements: [
          new PolicyStatement({
            ...ourAccount,
            actions: ['sagemaker:InvokeEndpoint'],
            resources: ['arn:aws:sagemaker:eu-central-1:111122223333:endpoint/llm'],
          }),
        ],
      },
      {
        service: EndpointService.S3,
        tiers: ['serving'],
        statements: [
          new PolicyStatement({
            ...ourAccount,
            actions: ['s3:GetObject'],
            resources: ['arn:aws:s3:::llm-model-111122223333-eu-central-1/*'],
          }),
        ],
      },
    ],
    logDestination: 'arn:aws:s3:::llm-log-archive-111122223333-eu-central-1',
    key: new Key(stack, 'LogKey', { enableKeyRotation: true }),
    adoptBlockPublicAccess: false,
  });
  network.allow('gateway', 'serving', 8443);
  return app;
}
