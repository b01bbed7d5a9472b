import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { StageFunction } from '../constructs/function/stage-function';
import type { StageFunctionAccess } from '../constructs/function/stage-function-statements';
import { PrivateApi } from '../constructs/gateway/private-api';
import { StageRole } from '../constructs/identity/stage-role';
import { Trust } from '../constructs/identity/trust';
import { EndpointService } from '../constructs/network/endpoint-service';
import type { IsolatedNetwork } from '../constructs/network/isolated-network';
import type { NetworkPlace } from '../constructs/network/network-parts';
import { BedrockServing } from '../constructs/serving/bedrock-serving';
import { SageMakerServing } from '../constructs/serving/sagemaker-serving';
import { DataClass } from '../contract/data-class';
import { stageArn } from './access';
import type { BedrockConfig, SageMakerConfig } from './config/config';
import type { FoundationStack } from './foundation-stack';
import { endpointNeeds, functionNeeds, gatewayNeeds, merged, registryLoginNeeds } from './generate/beyond';
import { guardrailContent } from './generate/guardrail';
import { registryLoginName } from './generate/image';
import { stageRole } from './generate/stage-roles';
import { bucketNameOf } from './generate/vault-names';
import { vaultOf } from './generate/vault';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface ServingStackProps extends PlatformStackProps {
  readonly foundation: FoundationStack;
  readonly network: IsolatedNetwork;
}

/** The model, the conversation vault, and the private API that is the only door to it. */
export class ServingStack extends PlatformStack {
  private readonly foundation: FoundationStack;
  private readonly network: IsolatedNetwork;

  public constructor(scope: Construct, props: ServingStackProps) {
    super(scope, 'serving', 'the model and the private API in front of it', props);
    this.foundation = props.foundation;
    this.network = props.network;
    const { keys, accessLogs } = props.foundation;
    const { bedrock, sagemaker } = props.config.models;
    vaultOf(this, props.config, DataClass.CONVERSATION, keys.home(DataClass.CONVERSATION), {
      accessLogs,
      network: props.network,
    });
    stageRole(this, props.config, 'deploy', Trust.lambda(props.environment.account), keys);
    const guarded = bedrock && this.bedrock(bedrock);
    const endpoint = sagemaker && this.sageMaker(sagemaker);
    this.api(guarded, endpoint);
  }

  private bedrock({ modelId, guardrail }: BedrockConfig): BedrockServing {
    const { config, foundation } = this;
    return new BedrockServing(this, 'Bedrock', {
      name: config.name,
      modelId,
      conversationKey: foundation.keys.home(DataClass.CONVERSATION),
      alarmTopic: foundation.alarmTopic,
      content: guardrailContent(guardrail),
      adoptEnforcement: config.existing.guardrailEnforcement,
    });
  }

  private sageMaker({ image, artifact, instanceType, instances }: SageMakerConfig): SageMakerServing {
    const { config, foundation, network } = this;
    const tier = network.tier('serving');
    const { account } = this.environmentOf;
    const serve = stageRole(
      this,
      config,
      'serve',
      Trust.service('sagemaker.amazonaws.com', account),
      foundation.keys,
      endpointNeeds(this, config, tier),
    );
    return new SageMakerServing(this, 'SageMaker', {
      name: config.name,
      role: serve.role,
      image,
      registryCredentials: this.registryLogin(image).lambda,
      modelDataUrl: `s3://${bucketNameOf(config, DataClass.MODEL)}/${artifact}`,
      instanceType,
      minimumInstances: instances.minimum,
      maximumInstances: instances.maximum,
      vpc: tier.vpc,
      subnetIds: tier.subnetIds,
      securityGroup: tier.securityGroup,
      modelKey: this.modelKey(),
      conversationKey: foundation.keys.home(DataClass.CONVERSATION),
      captureBucketName: bucketNameOf(config, DataClass.CONVERSATION),
      alarmTopic: foundation.alarmTopic,
    });
  }

  /** In another stack than the model's only where both live in one environment; elsewhere the volumes use this account's conversation key. */
  private modelKey(): IKey {
    const { keys } = this.foundation;
    return keys.classKey(DataClass.MODEL) ?? keys.home(DataClass.CONVERSATION);
  }

  private registryLogin(image: string): StageFunction {
    const { config, foundation, network } = this;
    const functionName = registryLoginName(config);
    const tier = network.tier('serving');
    const role = new StageRole(this, 'RegistryLoginRole', {
      name: config.name,
      stage: 'registry-login',
      organizationId: config.organizationId,
      trust: Trust.lambda(this.environmentOf.account),
      ...merged(
        registryLoginNeeds(config, image),
        functionNeeds(this, this.functionAccess(functionName, tier, foundation.keys.log)),
      ),
    });
    return new StageFunction(this, 'RegistryLogin', {
      handler: 'registry-credentials',
      functionName,
      role: role.role,
      key: foundation.keys.log,
      environment: {},
      network: tier,
      logRetention: config.retentionDays.log,
      alarmTopic: foundation.alarmTopic,
    });
  }

  private api(guarded: BedrockServing | undefined, endpoint: SageMakerServing | undefined): void {
    const { config, foundation, network } = this;
    const tier = network.tier('gateway');
    const conversationKey = foundation.keys.home(DataClass.CONVERSATION);
    const gateway = stageRole(
      this,
      config,
      'gateway',
      Trust.lambda(this.environmentOf.account),
      foundation.keys,
      merged(
        gatewayNeeds(guarded, endpoint, network.doorIds('gateway')),
        functionNeeds(this, this.functionAccess(`${config.name}-gateway`, tier, conversationKey)),
      ),
    );
    guarded?.admit(stageArn(config, 'gateway'));
    new PrivateApi(this, 'Api', {
      name: config.name,
      network: tier,
      role: gateway.role,
      logKey: foundation.keys.log,
      conversationKey,
      executeApiEndpoints: [network.endpointId(EndpointService.EXECUTE_API), ...config.callers.vpcEndpoints],
      callerRoleArns: [...config.callers.roles],
      organizationId: config.organizationId,
      ...(guarded && {
        bedrock: {
          modelId: config.models.bedrock?.modelId ?? '',
          guardrailId: guarded.guardrailId,
          guardrailVersion: guarded.guardrailVersion,
        },
      }),
      ...(endpoint && { sageMakerEndpoint: endpoint.endpointName }),
      logRetention: config.retentionDays.log,
      alarmTopic: foundation.alarmTopic,
    });
  }

  private functionAccess(functionName: string, tier: NetworkPlace, deadLetterKey: IKey): StageFunctionAccess {
    return {
      functionName,
      deadLetterKeyArn: deadLetterKey.keyArn,
      interfaces: { subnetIds: tier.subnetIds, securityGroupIds: [tier.securityGroup.securityGroupId] },
    };
  }
}
