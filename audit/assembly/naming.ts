/**
 * What `Ref` and `Fn::GetAtt` give, where that follows from the resource's physical name. `{name}` is the name if the
 * template gives one, else a symbol that stands for it, so that an ARN made from `Ref` equals `GetAtt Arn`.
 */
export interface Naming {
  /** Property with the physical name. */
  readonly name?: string;
  /** Attribute that gives the bare name; `Ref` where absent. */
  readonly nameAttribute?: string;
  /** What Ref gives, where it is not the name. */
  readonly ref?: string;
  /** Attributes as patterns; `{property:X}` is a property's value. */
  readonly attributes: Readonly<Record<string, string>>;
}

const IAM = 'arn:{partition}:iam::{account}';

function arn(service: string, resource: string): string {
  return `arn:{partition}:${service}:{region}:{account}:${resource}`;
}

/** Ref is the name, and there is an ARN. */
function named(name: string, pattern: string, ...more: readonly string[]): Naming {
  return { name, attributes: { Arn: pattern, ...Object.fromEntries(more.map((attribute) => [attribute, '{name}'])) } };
}

/** Ref is an id that the service makes up, and these attributes repeat it. */
function identified(...attributes: readonly string[]): Naming {
  return { attributes: Object.fromEntries(attributes.map((attribute) => [attribute, '{name}'])) };
}

/** Ref is the ARN. */
function byArn(name: string, nameAttribute: string, pattern: string, arnAttribute: string): Naming {
  return { name, nameAttribute, ref: pattern, attributes: { [arnAttribute]: pattern, [nameAttribute]: '{name}' } };
}

const inVpc = { VpcId: '{property:VpcId}' };
const table = named('TableName', arn('dynamodb', 'table/{name}'));

export const NAMINGS: Readonly<Record<string, Naming>> = {
  'AWS::S3::Bucket': named('BucketName', 'arn:{partition}:s3:::{name}'),
  'AWS::IAM::Role': named('RoleName', `${IAM}:role{path}{name}`),
  'AWS::IAM::User': named('UserName', `${IAM}:user{path}{name}`),
  'AWS::IAM::Group': named('GroupName', `${IAM}:group{path}{name}`),
  'AWS::IAM::InstanceProfile': named('InstanceProfileName', `${IAM}:instance-profile{path}{name}`),
  'AWS::IAM::ManagedPolicy': byArn('ManagedPolicyName', 'PolicyName', `${IAM}:policy{path}{name}`, 'PolicyArn'),
  'AWS::KMS::Key': { attributes: { KeyId: '{name}', Arn: arn('kms', 'key/{name}') } },
  'AWS::KMS::Alias': { name: 'AliasName', attributes: {} },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    nameAttribute: 'QueueName',
    ref: 'https://sqs.{region}.{suffix}/{account}/{name}',
    attributes: {
      QueueName: '{name}',
      QueueUrl: 'https://sqs.{region}.{suffix}/{account}/{name}',
      Arn: arn('sqs', '{name}'),
    },
  },
  'AWS::SNS::Topic': byArn('TopicName', 'TopicName', arn('sns', '{name}'), 'TopicArn'),
  'AWS::Lambda::Function': named('FunctionName', arn('lambda', 'function:{name}')),
  'AWS::Logs::LogGroup': named('LogGroupName', arn('logs', 'log-group:{name}:*')),
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::StepFunctions::StateMachine': byArn('StateMachineName', 'Name', arn('states', 'stateMachine:{name}'), 'Arn'),
  'AWS::Events::Rule': named('Name', arn('events', 'rule/{name}')),
  'AWS::Events::EventBus': named('Name', arn('events', 'event-bus/{name}'), 'Name'),
  'AWS::ECR::Repository': {
    name: 'RepositoryName',
    attributes: {
      Arn: arn('ecr', 'repository/{name}'),
      RepositoryUri: '{account}.dkr.ecr.{region}.{suffix}/{name}',
    },
  },
  'AWS::Kinesis::Stream': named('Name', arn('kinesis', 'stream/{name}')),
  'AWS::KinesisFirehose::DeliveryStream': named('DeliveryStreamName', arn('firehose', 'deliverystream/{name}')),
  'AWS::CloudTrail::Trail': named('TrailName', arn('cloudtrail', 'trail/{name}')),
  'AWS::CloudWatch::Alarm': named('AlarmName', arn('cloudwatch', 'alarm:{name}')),
  'AWS::SSM::Parameter': { name: 'Name', attributes: {} },
  'AWS::Athena::WorkGroup': { name: 'Name', attributes: {} },
  'AWS::EC2::VPC': {
    attributes: { VpcId: '{name}', CidrBlock: '{property:CidrBlock}' },
  },
  'AWS::EC2::Subnet': {
    attributes: {
      SubnetId: '{name}',
      ...inVpc,
      CidrBlock: '{property:CidrBlock}',
      AvailabilityZone: '{property:AvailabilityZone}',
    },
  },
  'AWS::EC2::SecurityGroup': { attributes: { GroupId: '{name}', Id: '{name}', ...inVpc } },
  'AWS::EC2::RouteTable': identified('RouteTableId'),
  'AWS::EC2::NetworkAcl': identified('Id', 'NetworkAclId'),
  'AWS::EC2::InternetGateway': identified('InternetGatewayId'),
  'AWS::EC2::EgressOnlyInternetGateway': identified('Id'),
  'AWS::EC2::CarrierGateway': identified('CarrierGatewayId'),
  'AWS::EC2::NatGateway': identified('NatGatewayId'),
  'AWS::EC2::VPNGateway': identified('VPNGatewayId'),
  'AWS::EC2::TransitGateway': identified('Id', 'TransitGatewayId'),
  'AWS::EC2::TransitGatewayAttachment': identified('Id'),
  'AWS::EC2::TransitGatewayVpcAttachment': identified('Id'),
  'AWS::EC2::TransitGatewayRouteTable': identified('TransitGatewayRouteTableId'),
  'AWS::EC2::VPCPeeringConnection': identified('Id'),
  'AWS::EC2::VPCEndpoint': identified('Id'),
  'AWS::EC2::NetworkInterface': identified('Id'),
  'AWS::EC2::PrefixList': identified('PrefixListId'),
  'AWS::EC2::Instance': { attributes: { InstanceId: '{name}' } },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': identified('LoadBalancerArn'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': identified('TargetGroupArn'),
  'AWS::ElasticLoadBalancingV2::Listener': identified('ListenerArn'),
  'AWS::SecretsManager::Secret': identified('Id'),
  'AWS::KMS::ReplicaKey': { attributes: { KeyId: '{name}', Arn: arn('kms', 'key/{name}') } },
  'AWS::Bedrock::Guardrail': {
    nameAttribute: 'GuardrailId',
    ref: arn('bedrock', 'guardrail/{name}'),
    attributes: { GuardrailId: '{name}', GuardrailArn: arn('bedrock', 'guardrail/{name}') },
  },
  'AWS::Bedrock::Agent': { attributes: { AgentId: '{name}', AgentArn: arn('bedrock', 'agent/{name}') } },
  'AWS::Bedrock::KnowledgeBase': {
    attributes: { KnowledgeBaseId: '{name}', KnowledgeBaseArn: arn('bedrock', 'knowledge-base/{name}') },
  },
  'AWS::SageMaker::ModelPackageGroup': byArn(
    'ModelPackageGroupName',
    'ModelPackageGroupName',
    arn('sagemaker', 'model-package-group/{name}'),
    'ModelPackageGroupArn',
  ),
  'AWS::Backup::BackupVault': {
    name: 'BackupVaultName',
    attributes: { BackupVaultName: '{name}', BackupVaultArn: arn('backup', 'backup-vault:{name}') },
  },
  'AWS::EFS::FileSystem': {
    attributes: { FileSystemId: '{name}', Arn: arn('elasticfilesystem', 'file-system/{name}') },
  },
  'AWS::OpenSearchService::Domain': named('DomainName', arn('es', 'domain/{name}')),
};

/** Whether an attribute names the resource itself, and not something it belongs to. */
export function isOwnName(type: string, attribute: string): boolean {
  if (attribute === 'Ref' || Object.hasOwn(NAMINGS, type)) return attribute === 'Ref';
  const [, base = ''] = /^(.*?)(?:Arn|ARN|Id|Name)$/.exec(attribute) ?? [undefined, '?'];
  const last = (type.split('::').at(-1) ?? '').toLowerCase();
  return base === '' || last.includes(base.toLowerCase());
}
