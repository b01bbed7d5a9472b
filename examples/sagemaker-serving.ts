import { App, Stack } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { SageMakerServing } from '../constructs/serving/sagemaker-serving';

/** A model of one's own on two zones, in a network that has no way out. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Serving', { env: { account: '111122223333', region: 'eu-central-1' } });
  const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:111122223333:${resource}`;

  const vpc = Vpc.fromVpcAttributes(stack, 'Network', {
    vpcId: 'vpc-0aaaaaaaaaaaaaaaa',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    isolatedSubnetIds: ['subnet-0aaaaaaaaaaaaaaaa', 'subnet-0bbbbbbbbbbbbbbbb'],
    isolatedSubnetRouteTableIds: ['rtb-0aaaaaaaaaaaaaaaa', 'rtb-0bbbbbbbbbbbbbbbb'],
  });
  new SageMakerServing(stack, 'Serving', {
    name: 'acme-llm',
    role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/acme-serve'),
    image: `111122223333.dkr.ecr.eu-central-1.amazonaws.com/acme/llm@sha256:${'4d'.repeat(32)}`,
    registryCredentials: LambdaFunction.fromFunctionArn(stack, 'Login', arn('lambda', 'function:acme-registry-login')),
    modelDataUrl: 's3://acme-model-111122223333-eu-central-1/releases/7/model.tar.gz',
    instanceType: 'ml.inf2.8xlarge',
    minimumInstances: 2,
    maximumInstances: 4,
    vpc,
    subnetIds: vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnetIds,
    securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0aaaaaaaaaaaaaaaa'),
    modelKey: Key.fromKeyArn(stack, 'ModelKey', arn('kms', 'key/11111111-1111-4111-8111-111111111111')),
    conversationKey: Key.fromKeyArn(stack, 'ConversationKey', arn('kms', 'key/22222222-2222-4222-8222-222222222222')),
    captureBucketName: 'acme-conversation-111122223333-eu-central-1',
    alarmTopic: Topic.fromTopicArn(stack, 'Alarms', arn('sns', 'acme-alarms')),
  });
  return app;
}
