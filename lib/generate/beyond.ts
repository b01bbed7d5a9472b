import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AcceptedWildcard } from '../../constructs/identity/stage-role';
import {
  stageFunctionStatements,
  stageFunctionWildcards,
  type StageFunctionAccess,
} from '../../constructs/function/stage-function-statements';
import type { NetworkPlace } from '../../constructs/network/network-parts';
import type { BedrockServing } from '../../constructs/serving/bedrock-serving';
import type { SageMakerServing } from '../../constructs/serving/sagemaker-serving';
import type { RampartConfig } from '../config/config';
import { PULL_ACTIONS, registryLoginName, repositoryArn } from './image';
import type { Beyond } from './stage-roles';

const LISTING =
  'ECR offers no narrower resource for the login, which by itself reads nothing; pulling is allowed for one repository only';

/** What a function of ours needs to run: its log, its dead letters and, in a network, its interfaces. */
export function functionNeeds(scope: Construct, access: StageFunctionAccess): Beyond {
  return {
    statements: stageFunctionStatements(scope, access),
    acceptedWildcards: stageFunctionWildcards(scope, access),
  };
}

/** What the function that logs in to the image's registry may do: log in, and pull that one repository. */
export function registryLoginNeeds(config: RampartConfig, image: string): Beyond {
  return {
    statements: [
      new PolicyStatement({ sid: 'LogIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
      new PolicyStatement({ sid: 'PullModelImage', actions: PULL_ACTIONS, resources: [repositoryArn(config, image)] }),
    ],
    acceptedWildcards: [{ resource: '*', reason: LISTING }],
  };
}

/** What SageMaker needs of the serving role beside data: a login to the registry, interfaces in the tier, and the container's log. */
export function endpointNeeds(scope: Construct, config: RampartConfig, tier: NetworkPlace): Beyond {
  const { account, region, partition } = Stack.of(scope);
  const own = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const interfaces = own('ec2', 'network-interface/*');
  const streams = own('logs', `log-group:/aws/sagemaker/Endpoints/${config.name}:log-stream:*`);
  const places = [
    ...tier.subnetIds.map((subnet) => own('ec2', `subnet/${subnet}`)),
    own('ec2', `security-group/${tier.securityGroup.securityGroupId}`),
  ];
  return {
    statements: [
      new PolicyStatement({
        sid: 'LogInToRegistry',
        actions: ['lambda:InvokeFunction'],
        resources: [own('lambda', `function:${registryLoginName(config)}`)],
      }),
      new PolicyStatement({
        sid: 'OwnInterfaces',
        actions: [
          'ec2:CreateNetworkInterface',
          'ec2:CreateNetworkInterfacePermission',
          'ec2:DeleteNetworkInterface',
          'ec2:DeleteNetworkInterfacePermission',
        ],
        resources: [interfaces, ...places],
      }),
      new PolicyStatement({
        sid: 'SeeInterfaces',
        actions: [
          'ec2:DescribeDhcpOptions',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSecurityGroups',
          'ec2:DescribeSubnets',
          'ec2:DescribeVpcs',
        ],
        resources: ['*'],
      }),
      new PolicyStatement({
        sid: 'InterfacesOnlyInTier',
        effect: Effect.DENY,
        actions: ['ec2:CreateNetworkInterface'],
        resources: [own('ec2', 'subnet/*')],
        conditions: { ArnNotEquals: { 'ec2:Subnet': tier.subnetIds.map((subnet) => own('ec2', `subnet/${subnet}`)) } },
      }),
      new PolicyStatement({
        sid: 'ContainerLog',
        actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [own('logs', `log-group:/aws/sagemaker/Endpoints/${config.name}`), streams],
      }),
    ],
    acceptedWildcards: [
      {
        resource: interfaces,
        reason: 'EC2 names the interfaces; they can be made in the subnets and with the group of the serving tier only',
      },
      {
        resource: streams,
        reason: "SageMaker names the log streams: the wildcard stands for the streams of this one endpoint's log group",
      },
      { resource: '*', reason: 'EC2 offers no narrower resource for listing; nothing but reading is allowed on *' },
    ],
  };
}

/** What the gateway may ask: the guarded model, the endpoint, or both; through the doors of its network and by no other way. */
export function gatewayNeeds(
  guarded: BedrockServing | undefined,
  endpoint: SageMakerServing | undefined,
  doors: readonly string[],
): Beyond {
  const ask = new PolicyStatement({
    sid: 'AskEndpoint',
    actions: ['sagemaker:InvokeEndpoint'],
    resources: endpoint ? [endpoint.endpointArn] : [],
  });
  const onlyInside = new PolicyStatement({
    sid: 'DenyAskingFromOutside',
    effect: Effect.DENY,
    actions: [
      'bedrock:InvokeModel',
      'bedrock:InvokeModelWithResponseStream',
      'sagemaker:InvokeEndpoint',
      'sagemaker:InvokeEndpointAsync',
      'sagemaker:InvokeEndpointWithResponseStream',
    ],
    resources: ['*'],
    conditions: { StringNotEquals: { 'aws:SourceVpce': doors } },
  });
  return {
    statements: [...(guarded?.invocation.callerStatements() ?? []), ...(endpoint ? [ask] : []), onlyInside],
    acceptedWildcards: [],
  };
}

/** Several needs as one. */
export function merged(...needs: Beyond[]): Beyond {
  const acceptedWildcards: AcceptedWildcard[] = needs.flatMap((need) => need.acceptedWildcards);
  return {
    statements: needs.flatMap((need) => need.statements),
    acceptedWildcards: [...new Map(acceptedWildcards.map((wildcard) => [wildcard.resource, wildcard])).values()],
  };
}
