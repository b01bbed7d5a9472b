import type { Stack } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  acceptStageFunctionWildcards,
  stageFunctionStatements,
} from '../../../constructs/function/stage-function-statements';
import { PrivateApi, type PrivateApiProps } from '../../../constructs/gateway/private-api';
import { testStack } from '../../support/compliance';

export const CALLER = 'arn:aws:iam::444455556666:role/team/app';
export const OWN_CALLER = 'arn:aws:iam::111122223333:role/batch';
export const ENDPOINTS = ['vpce-0a1b2c3d4e5f60718', 'vpce-0b1c2d3e4f5061728'];
export const ORGANISATION = 'o-a1b2c3d4e5';

/** A stack with a private API, and what stands around it: keys and role made here, network and topic imported. */
export function privateApi(changes: Partial<PrivateApiProps> = {}): { stack: Stack; api: PrivateApi } {
  const stack = testStack();
  const logKey = key(stack, 'LogKey');
  const conversationKey = key(stack, 'ConversationKey');
  const access = {
    functionName: 'acme-gateway',
    deadLetterKeyArn: conversationKey.keyArn,
    interfaces: { subnetIds: ['subnet-0a1b2c3d'], securityGroupIds: ['sg-0a1b2c3d'] },
  };
  const policy = new ManagedPolicy(stack, 'Policy', {
    managedPolicyName: 'acme-gateway',
    statements: stageFunctionStatements(stack, access),
  });
  acceptStageFunctionWildcards(policy, access);
  const role = new Role(stack, 'Role', {
    roleName: 'acme-gateway',
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [policy],
  });
  const api = new PrivateApi(stack, 'PrivateApi', {
    name: 'acme',
    network: {
      vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0a1b2c3d', availabilityZones: ['eu-central-1a'] }),
      subnets: {
        subnets: [
          Subnet.fromSubnetAttributes(stack, 'Subnet', { subnetId: 'subnet-0a1b2c3d', routeTableId: 'rtb-0a1b2c3d' }),
        ],
      },
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0a1b2c3d', { mutable: false }),
    },
    role,
    logKey,
    conversationKey,
    executeApiEndpoints: ENDPOINTS,
    callerRoleArns: [CALLER, OWN_CALLER],
    organizationId: ORGANISATION,
    bedrock: { modelId: 'amazon.nova-pro-v1:0', guardrailId: 'gr1abc2def3g', guardrailVersion: '1' },
    logRetention: RetentionDays.ONE_YEAR,
    alarmTopic: Topic.fromTopicArn(stack, 'Alarms', 'arn:aws:sns:eu-central-1:111122223333:alarms'),
    ...changes,
  });
  return { stack, api };
}

/** A key as the platform makes them, as far as these tests look: it rotates, and grants are for AWS services. */
function key(stack: Stack, id: string): Key {
  const made = new Key(stack, id, { enableKeyRotation: true });
  made.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
    }),
  );
  return made;
}
