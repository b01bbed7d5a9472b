import type { NetworkEndpoint } from '../../constructs/network/network-parts';
import { EndpointService } from '../../constructs/network/endpoint-service';
import { GuardedInvocation } from '../../constructs/serving/guarded-invocation';
import { PinnedGuardrail } from '../../constructs/serving/pinned-guardrail';
import { Door } from '../../contract/access';
import { stageArn, TIER_OF_DOOR } from '../access';
import type { RampartConfig } from '../config/config';
import { PULL_ACTIONS, registryLoginName, repositoryArn } from './image';
import { only } from './one-role';

/** Doors of the gateway to models, and of callers to the gateway. */
export function models(config: RampartConfig): NetworkEndpoint[] {
  const gateway = stageArn(config, 'gateway');
  const { account, region } = config.places.serving;
  const tier = [TIER_OF_DOOR[Door.GATEWAY_NETWORK] ?? 'gateway'];
  const own = `arn:${config.partition}`;
  const { bedrock, sagemaker } = config.models;
  return [
    {
      service: EndpointService.BEDROCK_RUNTIME,
      tiers: tier,
      statements: bedrock ? guardedInvocation(config, bedrock.modelId).endpointStatements([gateway]) : [],
    },
    {
      service: EndpointService.SAGEMAKER_RUNTIME,
      tiers: tier,
      statements: sagemaker
        ? [
            only(
              gateway,
              ['sagemaker:InvokeEndpoint'],
              [`${own}:sagemaker:${region}:${account}:endpoint/${config.name}`],
            ),
          ]
        : [],
    },
    {
      service: EndpointService.EXECUTE_API,
      tiers: tier,
      statements: config.callers.roles.map((caller) =>
        only(caller, ['execute-api:Invoke'], [`${own}:execute-api:${region}:${account}:*/v1/POST/invoke`]),
      ),
    },
  ];
}

/** The network is made before the guardrail has an id: its door asks for some pinned version of ours, the gateway's role for the one. */
function guardedInvocation(config: RampartConfig, modelId: string): GuardedInvocation {
  const { account, region } = config.places.serving;
  return new GuardedInvocation({
    guardrail: PinnedGuardrail.anyVersionOf(config.partition, account, region),
    modelArns: [`arn:${config.partition}:bedrock:${region}::foundation-model/${modelId}`],
    region,
  });
}

/** Pulling the model's image from inside the serving tier, with the login that `registry-credentials` fetches. */
export function registry(config: RampartConfig): NetworkEndpoint[] {
  const { sagemaker } = config.models;
  if (!sagemaker) return [];
  const { account } = config.places.serving;
  const puller = `arn:${config.partition}:iam::${account}:role/${registryLoginName(config)}`;
  const pull = [
    only(puller, PULL_ACTIONS, [repositoryArn(config, sagemaker.image)]),
    only(puller, ['ecr:GetAuthorizationToken'], ['*']),
  ];
  return [EndpointService.ECR_API, EndpointService.ECR_DKR].map((service) => ({
    service,
    tiers: ['serving'],
    statements: pull,
  }));
}
