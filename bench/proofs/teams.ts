/**
 * A template of somebody's platform with about so many resources: teams, each with a network place, a key, a bucket and its policy, a
 * queue, a role with a boundary, a function and its log.
 */
export function teamsTemplate(resources: number): object {
  const parts: Record<string, unknown> = {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/8' } },
  };
  for (let team = 0; Object.keys(parts).length < resources; team += 1) Object.assign(parts, teamOf(team));
  return { Resources: parts };
}

function teamOf(team: number): Record<string, unknown> {
  const id = `Team${team}`;
  const arn = { 'Fn::GetAtt': [`${id}Bucket`, 'Arn'] };
  const objects = { 'Fn::Sub': `\${${id}Bucket.Arn}/*` };
  const role = { 'Fn::GetAtt': [`${id}Role`, 'Arn'] };
  const policy = (...Statement: object[]): object => ({ Version: '2012-10-17', Statement });
  return {
    [`${id}Key`]: {
      Type: 'AWS::KMS::Key',
      Properties: {
        EnableKeyRotation: true,
        KeyPolicy: policy(
          {
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
            Action: 'kms:*',
            Resource: '*',
          },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'kms:Decrypt',
            Resource: '*',
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': role } },
          },
        ),
      },
    },
    [`${id}Bucket`]: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: `${id}Key` } } },
          ],
        },
      },
    },
    [`${id}BucketPolicy`]: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: `${id}Bucket` },
        PolicyDocument: policy(
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [arn, objects],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          { Effect: 'Allow', Principal: { AWS: role }, Action: 's3:GetObject', Resource: objects },
        ),
      },
    },
    [`${id}Queue`]: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: `${id}Key` } } },
    [`${id}Policy`]: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        PolicyDocument: policy(
          { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: objects },
          { Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::GetAtt': [`${id}Key`, 'Arn'] } },
          {
            Effect: 'Allow',
            Action: ['bedrock:InvokeModel'],
            Resource: `arn:aws:bedrock:*::foundation-model/team-${team}-*`,
          },
        ),
      },
    },
    [`${id}Role`]: {
      Type: 'AWS::IAM::Role',
      Properties: {
        ManagedPolicyArns: [{ Ref: `${id}Policy` }],
        PermissionsBoundary: { Ref: `${id}Policy` },
        AssumeRolePolicyDocument: policy({
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        }),
      },
    },
    [`${id}Subnet`]: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: `10.${Math.floor(team / 256)}.${team % 256}.0/24` },
    },
    [`${id}Group`]: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { VpcId: { Ref: 'Vpc' }, GroupDescription: id, SecurityGroupEgress: [] },
    },
    [`${id}Function`]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: '' },
        VpcConfig: { SubnetIds: [{ Ref: `${id}Subnet` }], SecurityGroupIds: [{ Ref: `${id}Group` }] },
      },
    },
    [`${id}Log`]: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } },
  };
}
