import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DataVault, type DataVaultProps } from '../../../constructs/vault/data-vault';
import { VaultAccess } from '../../../constructs/vault/vault-door';
import { example } from '../../../examples/data-vault';
import type { Stack } from 'aws-cdk-lib';
import { guardFindings, openFindings, testStack } from '../../support/compliance';
import { allowed, type Request } from '../../support/bucket-policy';

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const BUCKET = 'acme-llm-curated-111122223333-eu-central-1';
const DOOR = ['vpce-0aaaaaaaaaaaaaaaa'];

function vault(change: Partial<DataVaultProps> = {}): Stack {
  const stack = testStack();
  new DataVault(stack, 'Vault', {
    bucketName: BUCKET,
    key: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/11111111-1111-4111-8111-111111111111'),
    organizationId: 'o-a1b2c3d4e5',
    accessLogs: Bucket.fromBucketName(stack, 'AccessLogs', 'acme-llm-access-logs'),
    retention: Duration.days(365),
    doors: [
      { principalArn: role('curate'), access: VaultAccess.WRITE, prefix: 'datasets/', vpcEndpointIds: DOOR },
      { principalArn: role('train'), access: VaultAccess.READ, prefix: 'datasets/', vpcEndpointIds: DOOR },
      { principalArn: role('audit'), access: VaultAccess.READ, prefix: '' },
    ],
    ...change,
  });
  return stack;
}

/** The vault's own policy, asked with a request that would be let in, changed in one way. */
function ask(change: Partial<Request> & { keys?: Record<string, string | undefined> }): boolean {
  const template = Template.fromStack(vault());
  const request: Request = {
    principal: role('train'),
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${BUCKET}/datasets/one.jsonl`,
    ...change,
    keys: {
      'aws:PrincipalOrgID': 'o-a1b2c3d4e5',
      'aws:PrincipalIsAWSService': 'false',
      'aws:SecureTransport': 'true',
      's3:TlsVersion': '1.3',
      'aws:SourceVpce': DOOR[0],
      'aws:ViaAWSService': 'false',
      ...change.keys,
    },
  };
  return allowed(template, `arn:aws:s3:::${BUCKET}`, request);
}
const write = { principal: role('curate'), action: 's3:PutObject' };

test('with its key and its log bucket beside it nothing is open in the packs, nor in Control Tower', () => {
  const stack = example().node.findChild('Data') as Stack;
  expect(openFindings(stack)).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
});

test('objects are versioned, under the class key, kept for their retention, logged and announced', () => {
  Template.fromStack(vault()).hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'Retain',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) },
        ],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LoggingConfiguration: { DestinationBucketName: 'acme-llm-access-logs' },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 365, Status: 'Enabled' })] },
    },
  });
});

test('a declared reader reads, a declared writer writes', () => {
  expect(ask({})).toBe(true);
  expect(ask(write)).toBe(true);
});

test.each<[string, Parameters<typeof ask>[0]]>([
  ['a role that is not declared', { principal: role('stranger') }],
  ['the reader of another prefix', { resource: `arn:aws:s3:::${BUCKET}/elsewhere/one.jsonl` }],
  ['a reader who writes', { action: 's3:PutObject' }],
  ['a writer who reads', { principal: role('curate') }],
  ['a reader past the declared endpoint', { keys: { 'aws:SourceVpce': 'vpce-0bbbbbbbbbbbbbbbb' } }],
  ['a reader from the open internet', { keys: { 'aws:SourceVpce': undefined } }],
  ['a reader of another organisation', { keys: { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } }],
  ['a reader of no organisation', { keys: { 'aws:PrincipalOrgID': undefined } }],
  ['a reader without TLS', { keys: { 'aws:SecureTransport': 'false' } }],
  ['a reader with TLS 1.1', { keys: { 's3:TlsVersion': '1.1' } }],
  ['a writer without KMS', { ...write, keys: { 's3:x-amz-server-side-encryption': 'AES256' } }],
  [
    'a writer with another key',
    {
      ...write,
      keys: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:eu-central-1:111122223333:key/other' },
    },
  ],
  ['a reader who deletes', { action: 's3:DeleteObject' }],
  ['a writer who deletes a version', { principal: role('curate'), action: 's3:DeleteObjectVersion' }],
])('the wall holds against %s', (_who, change) => {
  expect(ask(change)).toBe(false);
});

test('evidence is locked for its whole retention', () => {
  Template.fromStack(vault({ writeOnce: true })).hasResourceProperties('AWS::S3::Bucket', {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } } },
  });
});

test('a replica is written by a role that only S3 may take for this bucket, and needs no waiver', () => {
  const stack = vault({
    replica: {
      bucketArn: 'arn:aws:s3:::acme-llm-copy',
      account: '444455556666',
      region: 'eu-west-1',
      keyArn: 'arn:aws:kms:eu-west-1:444455556666:key/22222222-2222-4222-8222-222222222222',
    },
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [
        Match.objectLike({
          Principal: { Service: 's3.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111122223333' },
            ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${BUCKET}` },
          },
        }),
      ],
    },
  });
  template.hasResourceProperties('AWS::S3::Bucket', {
    ReplicationConfiguration: { Rules: [Match.objectLike({ Status: 'Enabled' })] },
  });
  expect(openFindings(stack).filter((finding) => !finding.includes('Logging'))).toEqual([]);
});

test.each([
  ['*', 'DOOR_NOT_A_ROLE'],
  ['arn:aws:iam::111122223333:root', 'DOOR_NOT_A_ROLE'],
  ['arn:aws:iam::111122223333:user/eve', 'DOOR_NOT_A_ROLE'],
  ['arn:aws:iam::111122223333:role/*', 'DOOR_NOT_A_ROLE'],
])('a door for %s is refused', (principalArn, code) => {
  const doors = [{ principalArn, access: VaultAccess.READ, prefix: '' }];
  expect(() => vault({ doors })).toThrow(expect.objectContaining({ code }));
});

test('a prefix with a wildcard is refused', () => {
  const doors = [{ principalArn: role('train'), access: VaultAccess.READ, prefix: 'data*' }];
  expect(() => vault({ doors })).toThrow(expect.objectContaining({ code: 'DOOR_PREFIX_WILDCARD' }));
});

test('a door by a network without an endpoint is refused: it could never open', () => {
  const doors = [{ principalArn: role('train'), access: VaultAccess.READ, prefix: '', vpcEndpointIds: [] }];
  expect(() => vault({ doors })).toThrow(expect.objectContaining({ code: 'DOOR_WITHOUT_ENDPOINT' }));
});
