/** How many resources one cell has. */
export const CELL_SIZE = 40;

const REGION = 'eu-central-1';

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };

/** A stack of forty resources as platforms have them: keys, buckets, queues, topics, logs, alarms, rules, roles and groups. */
export function cell(name: string): { readonly Resources: Readonly<Record<string, Resource>> } {
  const resources: Record<string, Resource> = {};
  const add = (id: string, Type: string, Properties: Resource['Properties']): void => {
    resources[id] = { Type, Properties };
  };
  add('Key', 'AWS::KMS::Key', {
    Description: name,
    EnableKeyRotation: true,
    RotationPeriodInDays: 365,
    KeyPolicy: policy({ Sid: 'Administer', Principal: { AWS: ACCOUNT_ROOT }, Action: 'kms:*', Resource: '*' }),
  });
  add('Alias', 'AWS::KMS::Alias', { AliasName: `alias/${name}`, TargetKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } });
  add('Vpc', 'AWS::EC2::VPC', { CidrBlock: '10.0.0.0/20', EnableDnsSupport: true, EnableDnsHostnames: true });
  add('Routes', 'AWS::EC2::RouteTable', { VpcId: { Ref: 'Vpc' } });
  add('Topic', 'AWS::SNS::Topic', { TopicName: name, KmsMasterKeyId: { Ref: 'Key' } });
  for (let index = 0; index < 3; index++) {
    add(`Bucket${index}`, 'AWS::S3::Bucket', bucket(`${name}-${index}`));
    add(`BucketPolicy${index}`, 'AWS::S3::BucketPolicy', {
      Bucket: { Ref: `Bucket${index}` },
      PolicyDocument: tlsOnly(index),
    });
    add(`Queue${index}`, 'AWS::SQS::Queue', {
      QueueName: `${name}-${index}`,
      KmsMasterKeyId: { Ref: 'Key' },
      MessageRetentionPeriod: 1209600,
    });
    add(`Role${index}`, 'AWS::IAM::Role', {
      RoleName: `${name}-${index}`,
      AssumeRolePolicyDocument: policy({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
      ManagedPolicyArns: [{ Ref: `Policy${index}` }],
      MaxSessionDuration: 3600,
    });
    add(`Policy${index}`, 'AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: `${name}-${index}`,
      PolicyDocument: policy({ Action: 's3:GetObject', Resource: `arn:aws:s3:::${name}-${index}/*` }),
    });
    add(`Group${index}`, 'AWS::EC2::SecurityGroup', {
      GroupDescription: `${name} ${index}`,
      VpcId: { Ref: 'Vpc' },
      SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/20' }],
    });
    add(`Log${index}`, 'AWS::Logs::LogGroup', { LogGroupName: `/${name}/${index}`, RetentionInDays: 400 });
    add(`Filter${index}`, 'AWS::Logs::MetricFilter', {
      FilterName: `${name}-${index}`,
      LogGroupName: { Ref: `Log${index}` },
      FilterPattern: '{ $.level = "error" }',
      MetricTransformations: [{ MetricName: 'errors', MetricNamespace: name, MetricValue: '1' }],
    });
    add(`Alarm${index}`, 'AWS::CloudWatch::Alarm', {
      AlarmName: `${name}-${index}`,
      AlarmActions: [{ Ref: 'Topic' }],
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
      MetricName: 'errors',
      Namespace: name,
      Period: 300,
      Statistic: 'Sum',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
    add(`Rule${index}`, 'AWS::Events::Rule', {
      Name: `${name}-${index}`,
      EventPattern: { source: [`rampart.${index}`] },
      State: 'ENABLED',
      Targets: [{ Id: 'Topic', Arn: { Ref: 'Topic' } }],
    });
  }
  for (let index = 0; index < 5; index++) {
    add(`Subnet${index}`, 'AWS::EC2::Subnet', {
      VpcId: { Ref: 'Vpc' },
      CidrBlock: `10.0.${index}.0/24`,
      AvailabilityZone: `${REGION}a`,
      MapPublicIpOnLaunch: false,
    });
  }
  return { Resources: resources };
}

const ACCOUNT_ROOT = { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] };

function policy(statement: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
}

function tlsOnly(index: number): object {
  const arn = { 'Fn::GetAtt': [`Bucket${index}`, 'Arn'] };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}

function bucket(BucketName: string): Resource['Properties'] {
  return {
    BucketName,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } },
        },
      ],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    VersioningConfiguration: { Status: 'Enabled' },
  };
}
