import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SageMakerServing, type SageMakerServingProps } from '../../../constructs/serving/sagemaker-serving';
import { ServingError } from '../../../constructs/serving/serving-error';
import { example } from '../../../examples/sagemaker-serving';
import { guardFindings, lintFindings, openFindings, testStack } from '../../support/compliance';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const REGISTRY = '111122223333.dkr.ecr.eu-central-1.amazonaws.com';
const SUBNETS = ['subnet-0aaaaaaaaaaaaaaaa', 'subnet-0bbbbbbbbbbbbbbbb'];
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:111122223333:${resource}`;

function served(wish: Partial<SageMakerServingProps> = {}): Stack {
  const stack = testStack();
  new SageMakerServing(stack, 'Serving', {
    name: 'acme-llm',
    role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/acme-serve'),
    image: `${REGISTRY}/acme/llm@${DIGEST}`,
    registryCredentials: LambdaFunction.fromFunctionArn(stack, 'Login', arn('lambda', 'function:login')),
    modelDataUrl: 's3://acme-model-111122223333-eu-central-1/releases/7/model.tar.gz',
    instanceType: 'ml.inf2.8xlarge',
    minimumInstances: 2,
    maximumInstances: 4,
    vpc: Vpc.fromVpcAttributes(stack, 'Network', {
      vpcId: 'vpc-0aaaaaaaaaaaaaaaa',
      availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      isolatedSubnetIds: SUBNETS,
      isolatedSubnetRouteTableIds: ['rtb-0aaaaaaaaaaaaaaaa', 'rtb-0bbbbbbbbbbbbbbbb'],
    }),
    subnetIds: SUBNETS,
    securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0aaaaaaaaaaaaaaaa'),
    modelKey: Key.fromKeyArn(stack, 'ModelKey', arn('kms', 'key/11111111-1111-4111-8111-111111111111')),
    conversationKey: Key.fromKeyArn(stack, 'TalkKey', arn('kms', 'key/22222222-2222-4222-8222-222222222222')),
    captureBucketName: 'acme-conversation-111122223333-eu-central-1',
    alarmTopic: Topic.fromTopicArn(stack, 'Alarms', arn('sns', 'acme-alarms')),
    ...wish,
  });
  return stack;
}

function refusal(wish: Partial<SageMakerServingProps>): string {
  try {
    served(wish);
  } catch (error) {
    if (error instanceof ServingError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('what is deployed', () => {
  const template = Template.fromStack(served());
  const only = (type: string) => Object.values(template.findResources(type))[0]!.Properties;

  test('nothing is left open for the packs, Control Tower and cfn-lint', async () => {
    const stack = served();
    expect(openFindings(stack)).toEqual([]);
    expect(guardFindings(stack)).toEqual([]);
    expect((await lintFindings(stack)) ?? []).toEqual([]);
  });

  test('the container has no network of its own and stands in the isolated subnets (SageMaker.5)', () => {
    expect(only('AWS::SageMaker::Model')).toMatchObject({
      EnableNetworkIsolation: true,
      VpcConfig: { Subnets: SUBNETS, SecurityGroupIds: ['sg-0aaaaaaaaaaaaaaaa'] },
    });
  });

  test('the one container is pulled through the VPC, with a login of ours (SageMaker.16, SageMaker.19)', () => {
    const model = only('AWS::SageMaker::Model');
    expect(model.Containers).toBeUndefined();
    expect(model.PrimaryContainer.ImageConfig).toEqual({
      RepositoryAccessMode: 'Vpc',
      RepositoryAuthConfig: { RepositoryCredentialsProviderArn: arn('lambda', 'function:login') },
    });
  });

  test('a new endpoint starts with two instances (SageMaker.4)', () => {
    const [variant] = only('AWS::SageMaker::EndpointConfig').ProductionVariants;
    expect(variant).toMatchObject({ InitialInstanceCount: 2, EnableSSMAccess: false });
  });

  test('every prompt and every answer is captured under the key of conversations', () => {
    expect(only('AWS::SageMaker::EndpointConfig').DataCaptureConfig).toMatchObject({
      EnableCapture: true,
      InitialSamplingPercentage: 100,
      CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      DestinationS3Uri: 's3://acme-conversation-111122223333-eu-central-1/captures',
      KmsKeyId: arn('kms', 'key/22222222-2222-4222-8222-222222222222'),
    });
  });

  test('a release rolls in batches that SageMaker accepts, and every alarm that can undo it exists and reaches a person', () => {
    const { DeploymentConfig } = only('AWS::SageMaker::Endpoint');
    expect(DeploymentConfig.RollingUpdatePolicy.MaximumBatchSize).toEqual({ Type: 'CAPACITY_PERCENT', Value: 50 });
    const alarms = template.findResources('AWS::CloudWatch::Alarm');
    const undoing: { AlarmName: { Ref: string } }[] = DeploymentConfig.AutoRollbackConfiguration.Alarms;
    expect(undoing.map(({ AlarmName }) => alarms[AlarmName.Ref]?.Properties.MetricName)).toEqual([
      'Invocation5XXErrors',
      'InvocationModelErrors',
      'ModelLatency',
    ]);
    for (const alarm of Object.values(alarms)) {
      expect(alarm.Properties.AlarmActions).toEqual([arn('sns', 'acme-alarms')]);
      expect(alarm.Properties.Dimensions).toContainEqual({ Name: 'EndpointName', Value: 'acme-llm' });
    }
  });

  test('a release keeps the size that the load asked for, but not an older capture setting', () => {
    expect(only('AWS::SageMaker::Endpoint')).toMatchObject({
      EndpointName: 'acme-llm',
      RetainAllVariantProperties: true,
      ExcludeRetainedVariantProperties: [{ VariantPropertyType: 'DataCaptureConfig' }],
    });
  });

  test('what CloudFormation must replace has no name, and what callers use has', () => {
    expect(only('AWS::SageMaker::Model').ModelName).toBeUndefined();
    expect(only('AWS::SageMaker::EndpointConfig').EndpointConfigName).toBeUndefined();
  });

  test('scaling stays within the bounds and waits for the endpoint', () => {
    template.hasResource('AWS::ApplicationAutoScaling::ScalableTarget', {
      Properties: { MinCapacity: 2, MaxCapacity: 4, ResourceId: 'endpoint/acme-llm/variant/primary' },
      DependsOn: [Match.stringLikeRegexp('ServingEndpoint')],
    });
  });
});

describe('encryption of the volumes', () => {
  const volumeKey = (instanceType: string) =>
    Object.values(Template.fromStack(served({ instanceType })).findResources('AWS::SageMaker::EndpointConfig'))[0]!
      .Properties.KmsKeyId;

  test.each(['ml.inf2.8xlarge', 'ml.m7i.2xlarge', 'ml.p3.8xlarge', 'ml.c6g.xlarge', 'ml.g5g.xlarge'])(
    '%s has volumes that our key encrypts',
    (instanceType) => {
      expect(volumeKey(instanceType)).toBe(arn('kms', 'key/11111111-1111-4111-8111-111111111111'));
    },
  );

  test.each([
    'ml.g5.2xlarge',
    'ml.g6e.xlarge',
    'ml.gr6.4xlarge',
    'ml.g4dn.xlarge',
    'ml.p4d.24xlarge',
    'ml.p5.48xlarge',
  ])('%s keeps data on local disks, for which SageMaker refuses a key', (instanceType) => {
    expect(volumeKey(instanceType)).toBeUndefined();
  });

  test('local disks are accepted on the one configuration, and nothing else is left open', async () => {
    const stack = served({ instanceType: 'ml.g5.2xlarge' });
    expect(openFindings(stack)).toEqual([]);
    expect((await lintFindings(stack)) ?? []).toEqual([]);
  });
});

describe('wishes that are refused', () => {
  test.each<[string, Partial<SageMakerServingProps>, string]>([
    ['a tag', { image: `${REGISTRY}/acme/llm:latest` }, 'IMAGE_NOT_PINNED'],
    ['no tag and no digest', { image: `${REGISTRY}/acme/llm` }, 'IMAGE_NOT_PINNED'],
    ['a digest cut short', { image: `${REGISTRY}/acme/llm@sha256:abcd` }, 'IMAGE_NOT_PRIVATE'],
    ['the public gallery', { image: `public.ecr.aws/acme/llm@${DIGEST}` }, 'IMAGE_NOT_PRIVATE'],
    ['Docker Hub', { image: `docker.io/acme/llm@${DIGEST}` }, 'IMAGE_NOT_PRIVATE'],
    ['a registry that only looks like ECR', { image: `${REGISTRY}.evil.example/llm@${DIGEST}` }, 'IMAGE_NOT_PRIVATE'],
    [
      'another partition',
      { image: `111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/llm@${DIGEST}` },
      'IMAGE_NOT_PRIVATE',
    ],
    ['another region', { image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/llm@${DIGEST}` }, 'IMAGE_OUT_OF_REGION'],
    ['one instance', { minimumInstances: 1 }, 'INSTANCES_TOO_FEW'],
    ['half an instance more', { minimumInstances: 2.5 }, 'INSTANCES_TOO_FEW'],
    ['no instances known', { minimumInstances: NaN }, 'INSTANCES_TOO_FEW'],
    ['a ceiling below the floor', { minimumInstances: 4, maximumInstances: 3 }, 'INSTANCES_OUT_OF_ORDER'],
    ['one zone', { subnetIds: SUBNETS.slice(0, 1) }, 'ZONES_TOO_FEW'],
    ['one zone, named twice', { subnetIds: [SUBNETS[0]!, SUBNETS[0]!] }, 'ZONES_TOO_FEW'],
    ['no subnets', { subnetIds: [] }, 'ZONES_TOO_FEW'],
    ['a subnet from elsewhere', { subnetIds: [...SUBNETS, 'subnet-0cccccccccccccccc'] }, 'SUBNET_NOT_ISOLATED'],
    ['a model from the web', { modelDataUrl: 'https://example.com/model.tar.gz' }, 'MODEL_DATA_INVALID'],
    ['a model that climbs out of its folder', { modelDataUrl: 's3://vault/a/../b.tar.gz' }, 'MODEL_DATA_INVALID'],
    ['a pickle', { modelDataUrl: 's3://vault/model.pkl' }, 'MODEL_DATA_INVALID'],
    ['an instance that cannot roll', { instanceType: 'ml.inf1.xlarge' }, 'INSTANCE_CANNOT_ROLL'],
    ['an EC2 type', { instanceType: 'g5.2xlarge' }, 'INSTANCE_TYPE_INVALID'],
    ['a name that SageMaker refuses', { name: 'acme_llm' }, 'ENDPOINT_NAME_INVALID'],
    ['captures at the root', { capturePrefix: '' }, 'CAPTURE_PREFIX_INVALID'],
    ['captures elsewhere', { capturePrefix: '../raw' }, 'CAPTURE_PREFIX_INVALID'],
  ])('%s', (_wish, props, code) => {
    expect(refusal(props)).toBe(code);
  });

  test('a public subnet of the same VPC', () => {
    const stack = new Stack();
    const vpc = Vpc.fromVpcAttributes(stack, 'Open', {
      vpcId: 'vpc-0aaaaaaaaaaaaaaaa',
      availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      publicSubnetIds: SUBNETS,
    });
    expect(refusal({ vpc })).toBe('SUBNET_NOT_ISOLATED');
  });
});

test('the same input gives the same bytes', () => {
  expect(Template.fromStack(served()).toJSON()).toEqual(Template.fromStack(served()).toJSON());
});

test('a folder of plain files is fetched as a folder', () => {
  const template = Template.fromStack(served({ modelDataUrl: 's3://vault/releases/7/' }));
  template.hasResourceProperties('AWS::SageMaker::Model', {
    PrimaryContainer: {
      ModelDataSource: {
        S3DataSource: { S3Uri: 's3://vault/releases/7/', S3DataType: 'S3Prefix', CompressionType: 'None' },
      },
    },
  });
});

test('the example is synthesized', () => {
  const stack = example().node.findChild('Serving') as Stack;
  Template.fromStack(stack).resourceCountIs('AWS::SageMaker::Endpoint', 1);
});

test('the document quotes the example as it is', () => {
  const read = (path: string) => readFileSync(join(__dirname, '..', '..', '..', path), 'utf8');
  expect(read('docs/constructs/serving.md')).toContain(read('examples/sagemaker-serving.ts').trim());
});
