import { Match, Template } from 'aws-cdk-lib/assertions';
import { LogVault, type LogVaultProps } from '../../../constructs/logs/log-vault';
import { discard, guardFindings, lintFindings, openFindings } from '../../support/compliance';
import { verdict, type Request } from './evaluate';
import {
  ACCOUNT,
  ARCHIVE,
  AUDITOR,
  BREAK_GLASS,
  DEPLOYMENT,
  ORGANIZATION,
  REGION,
  logStack,
  statementsOf,
} from './world';

const OTHER = '444455556666';
const STRANGER = '999988887777';
const SOURCES = [
  { account: ACCOUNT, region: REGION },
  { account: OTHER, region: REGION },
];

function vault(change: Partial<LogVaultProps> = {}) {
  const { stack, key } = logStack();
  new LogVault(stack, 'Logs', {
    name: 'acme',
    key,
    organizationId: ORGANIZATION,
    retentionDays: 365,
    sources: SOURCES,
    readerArns: [AUDITOR],
    breakGlassArn: BREAK_GLASS,
    ...change,
  });
  return stack;
}

const stack = vault();
const template = Template.fromStack(stack);
const policy = statementsOf(stack, 'AWS::S3::BucketPolicy', 'PolicyDocument', 'Archive');
const keyPolicy = statementsOf(stack, 'AWS::KMS::Key', 'KeyPolicy', 'Keys');
const ask = (request: Request) => verdict(policy, request);

const trail = (account: string): Record<string, string> => ({
  'aws:SourceAccount': account,
  'aws:SourceArn': `arn:aws:cloudtrail:${REGION}:${account}:trail/acme-trail`,
});
const logs = (account: string): Record<string, string> => ({
  'aws:SourceAccount': account,
  'aws:SourceArn': `arn:aws:logs:${REGION}:${account}:something`,
});
const object = (key: string): string => `${ARCHIVE}/${key}`;
const put = (by: string, key: string, context: Record<string, string>): Request => ({
  action: 's3:PutObject',
  resource: object(key),
  by,
  context,
});

test('five packs, cfn-lint and Control Tower find nothing open', async () => {
  expect(openFindings(stack)).toEqual([]);
  expect((await lintFindings(stack)) ?? []).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
  discard(stack);
});

test('the archive is locked for the whole retention, versioned, encrypted with its own key, and expires after it', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketName: `acme-log-archive-${ACCOUNT}-${REGION}`,
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 365, Mode: 'GOVERNANCE' } } },
    VersioningConfiguration: { Status: 'Enabled' },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
      ],
    },
    LifecycleConfiguration: {
      Rules: [
        Match.objectLike({
          ExpirationInDays: 365,
          Transitions: [{ StorageClass: 'GLACIER_IR', TransitionInDays: 90 }],
        }),
      ],
    },
    LoggingConfiguration: { LogFilePrefix: 'log-archive/' },
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
  });
});

test.each([30, 179, 180.5, Number.NaN])('a retention of %d days is refused', (retentionDays) => {
  expect(() => vault({ retentionDays })).toThrow(expect.objectContaining({ code: 'RETENTION_TOO_SHORT' }));
});

test('a vault that nobody delivers to is refused', () => {
  expect(() => vault({ sources: [] })).toThrow(expect.objectContaining({ code: 'SOURCES_EMPTY' }));
});

test.each<[string, Request, string]>([
  ['the trail delivers', put('cloudtrail.amazonaws.com', `trail/AWSLogs/${OTHER}/x`, trail(OTHER)), 'allow'],
  [
    'a stranger cannot have CloudTrail deliver',
    put('cloudtrail.amazonaws.com', `trail/AWSLogs/${STRANGER}/x`, trail(STRANGER)),
    'silent',
  ],
  [
    'another trail of a known account cannot',
    put('cloudtrail.amazonaws.com', `trail/AWSLogs/${OTHER}/x`, {
      ...trail(OTHER),
      'aws:SourceArn': `arn:aws:cloudtrail:${REGION}:${OTHER}:trail/other`,
    }),
    'silent',
  ],
  [
    'the trail cannot write flow logs',
    put('cloudtrail.amazonaws.com', `flow/AWSLogs/${OTHER}/x`, trail(OTHER)),
    'silent',
  ],
  [
    'flow logs are delivered',
    put('delivery.logs.amazonaws.com', `flow/AWSLogs/${OTHER}/vpcflowlogs/x`, logs(OTHER)),
    'allow',
  ],
  [
    'resolver logs are delivered',
    put('delivery.logs.amazonaws.com', `resolver/AWSLogs/${OTHER}/x`, logs(OTHER)),
    'allow',
  ],
  [
    'flow logs cannot pose as a trail',
    put('delivery.logs.amazonaws.com', `trail/AWSLogs/${OTHER}/x`, logs(OTHER)),
    'silent',
  ],
  [
    'Bedrock delivers from the home account',
    put('bedrock.amazonaws.com', `invocation/AWSLogs/${ACCOUNT}/BedrockModelInvocationLogs/x`, {
      'aws:SourceAccount': ACCOUNT,
      'aws:SourceArn': `arn:aws:bedrock:${REGION}:${ACCOUNT}:x`,
    }),
    'allow',
  ],
  [
    'Bedrock does not from another account',
    put('bedrock.amazonaws.com', `invocation/AWSLogs/${OTHER}/BedrockModelInvocationLogs/x`, {
      'aws:SourceAccount': OTHER,
      'aws:SourceArn': `arn:aws:bedrock:${REGION}:${OTHER}:x`,
    }),
    'silent',
  ],
  ['another service cannot write', put('config.amazonaws.com', 'config/x', { 'aws:SourceAccount': ACCOUNT }), 'silent'],
  ['break-glass cannot write', put(BREAK_GLASS, 'trail/x', {}), 'deny'],
  ['an administrator cannot write', put(`arn:aws:iam::${ACCOUNT}:role/admin`, 'trail/x', {}), 'deny'],
  [
    'another key is refused',
    put('cloudtrail.amazonaws.com', `trail/AWSLogs/${OTHER}/CloudTrail/x`, {
      ...trail(OTHER),
      's3:x-amz-server-side-encryption': 'aws:kms',
      's3:x-amz-server-side-encryption-aws-kms-key-id': 'other',
    }),
    'deny',
  ],
  [
    'the right key is accepted',
    put('cloudtrail.amazonaws.com', `trail/AWSLogs/${OTHER}/CloudTrail/x`, {
      ...trail(OTHER),
      's3:x-amz-server-side-encryption': 'aws:kms',
      's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:aws:kms:${REGION}:${ACCOUNT}:key/log`,
    }),
    'allow',
  ],
  [
    'S3-managed encryption is refused',
    put('delivery.logs.amazonaws.com', `flow/AWSLogs/${OTHER}/x`, {
      ...logs(OTHER),
      's3:x-amz-server-side-encryption': 'AES256',
    }),
    'deny',
  ],
  [
    'CloudTrail chooses the encryption of its digests',
    put('cloudtrail.amazonaws.com', `trail/AWSLogs/${OTHER}/CloudTrail-Digest/x`, {
      ...trail(OTHER),
      's3:x-amz-server-side-encryption': 'AES256',
    }),
    'allow',
  ],
  [
    'delivery without TLS is refused',
    put('cloudtrail.amazonaws.com', `trail/AWSLogs/${OTHER}/x`, { ...trail(OTHER), 'aws:SecureTransport': 'false' }),
    'deny',
  ],
  [
    'old TLS is refused',
    put('cloudtrail.amazonaws.com', `trail/AWSLogs/${OTHER}/x`, { ...trail(OTHER), 's3:TlsVersion': '1.1' }),
    'deny',
  ],
])('%s', (_, request, expected) => {
  expect(ask(request)).toBe(expected);
});

const onObject = (action: string, by: string, context = {}): Request => ({
  action,
  resource: object('trail/x'),
  by,
  context,
});

test.each([
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:BypassGovernanceRetention',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
])('%s is denied to all but break-glass, the account root and the deployment included', (action) => {
  for (const by of [
    AUDITOR,
    DEPLOYMENT,
    `arn:aws:iam::${ACCOUNT}:root`,
    `arn:aws:iam::${OTHER}:role/acme-break-glass`,
  ]) {
    expect(ask(onObject(action, by))).toBe('deny');
  }
  expect(ask(onObject(action, BREAK_GLASS))).toBe('silent');
});

test.each([
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutLifecycleConfiguration',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:DeleteBucket',
])('%s is denied to all but break-glass and the deployment', (action) => {
  const request = (by: string): Request => ({ action, resource: ARCHIVE, by });
  for (const by of [AUDITOR, `arn:aws:iam::${ACCOUNT}:role/admin`]) expect(ask(request(by))).toBe('deny');
  for (const by of [DEPLOYMENT, BREAK_GLASS]) expect(ask(request(by))).toBe('silent');
});

test('auditors read, and nobody else does', () => {
  expect(ask(onObject('s3:GetObject', AUDITOR))).toBe('allow');
  for (const by of [BREAK_GLASS, DEPLOYMENT, `arn:aws:iam::${ACCOUNT}:role/admin`]) {
    expect(ask(onObject('s3:GetObject', by))).toBe('deny');
  }
});

test('an auditor whose session belongs to another organisation reads nothing', () => {
  expect(ask(onObject('s3:GetObject', AUDITOR, { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' }))).toBe('deny');
});

test('without auditors nobody reads', () => {
  const closed = statementsOf(vault({ readerArns: [] }), 'AWS::S3::BucketPolicy', 'PolicyDocument', 'Archive');
  expect(verdict(closed, onObject('s3:GetObject', AUDITOR))).toBe('deny');
});

test('the key encrypts for the services that deliver, on behalf of known accounts, and never decrypts for CloudTrail or Bedrock', () => {
  const use = (by: string, action: string, context: Record<string, string>) =>
    verdict(keyPolicy, { action, resource: '*', by, context });
  expect(use('cloudtrail.amazonaws.com', 'kms:GenerateDataKey', trail(OTHER))).toBe('allow');
  expect(use('cloudtrail.amazonaws.com', 'kms:GenerateDataKey', trail(STRANGER))).toBe('silent');
  expect(use('cloudtrail.amazonaws.com', 'kms:Decrypt', trail(OTHER))).toBe('silent');
  expect(use('delivery.logs.amazonaws.com', 'kms:GenerateDataKey', logs(OTHER))).toBe('allow');
  expect(use('delivery.logs.amazonaws.com', 'kms:GenerateDataKey', logs(STRANGER))).toBe('silent');
  expect(use('bedrock.amazonaws.com', 'kms:Decrypt', { 'aws:SourceAccount': ACCOUNT })).toBe('silent');
});

test('what the key of another account must allow can be asked for', () => {
  const sids = LogVault.keyStatements(vault(), 'acme', SOURCES).map(({ sid }) => sid);
  expect(sids).toEqual(['AWSCloudTrailEncrypt', 'AWSLogDeliveryEncrypt', 'AmazonBedrockLogsEncrypt']);
});
