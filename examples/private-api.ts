import { App, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { PrivateApi } from '../constructs/gateway/private-api';

const HERE = 'eu-central-1:111122223333';

/** The only door to a model: for one role of another account, through its own endpoint and the platform's. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Gateway', { env: { account: '111122223333', region: 'eu-central-1' } });

  new PrivateApi(stack, 'PrivateApi', {
    name: 'acme-llm',
    network: {
      vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0a1b2c3d4e5f60718',
        availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      }),
      subnets: {
        subnets: ['0a1b2c3d4e5f60718', '0b1c2d3e4f5061728'].map((id) =>
          Subnet.fromSubnetAttributes(stack, `Subnet-${id}`, { subnetId: `subnet-${id}`, routeTableId: `rtb-${id}` }),
        ),
      },
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0a1b2c3d4e5f60718', { mutable: false }),
    },
    role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/acme-llm-gateway', { mutable: false }),
    logKey: Key.fromKeyArn(stack, 'LogKey', `arn:aws:kms:${HERE}:key/11111111-1111-4111-8111-111111111111`),
    conversationKey: Key.fromKeyArn(
      stack,
      'ConversationKey',
      `arn:aws:kms:${HERE}:key/22222222-2222-4222-8222-222222222222`,
    ),
    executeApiEndpoints: ['vpce-0a1b2c3d4e5f60718', 'vpce-0b1c2d3e4f5061728'],
    callerRoleArns: ['arn:aws:iam::444455556666:role/team/app'],
    organizationId: 'o-a1b2c3d4e5',
    bedrock: { modelId: 'amazon.nova-pro-v1:0', guardrailId: 'gr1abc2def3g', guardrailVersion: '1' },
    logRetention: RetentionDays.ONE_YEAR,
    alarmTopic: Topic.fromTopicArn(stack, 'Alarms', `arn:aws:sns:${HERE}:acme-alarms`),
    requestsPerSecond: 10,
  });
  return app;
}
