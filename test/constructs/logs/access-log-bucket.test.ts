import { Template } from 'aws-cdk-lib/assertions';
import { AccessLogBucket, type AccessLogBucketProps } from '../../../constructs/logs/access-log-bucket';
import { lintFindings, openFindings, testStack } from '../../support/compliance';
import { verdict } from './evaluate';
import { ACCOUNT, AUDITOR, BREAK_GLASS, ORGANIZATION, REGION, statementsOf } from './world';

const BUCKET = `arn:aws:s3:::acme-access-logs-${ACCOUNT}-${REGION}`;

function bucket(change: Partial<AccessLogBucketProps> = {}) {
  const stack = testStack();
  const made = new AccessLogBucket(stack, 'AccessLogs', {
    name: 'acme',
    organizationId: ORGANIZATION,
    retentionDays: 365,
    readerArns: [AUDITOR],
    breakGlassArn: BREAK_GLASS,
    ...change,
  });
  return { stack, made };
}

const { stack, made } = bucket();
made.acceptAsTargetOfOtherStacks();
const policy = statementsOf(stack, 'AWS::S3::BucketPolicy', 'PolicyDocument', 'AccessLogs');

test('nothing is open in any pack where the buckets that log to it stand in other stacks', async () => {
  expect(openFindings(stack)).toEqual([]);
  expect((await lintFindings(stack)) ?? []).toEqual([]);
});

test('a bucket that logs to none and that nobody accepted as a target is found', () => {
  expect(openFindings(bucket().stack).filter((finding) => finding.includes('AwsSolutions-S1'))).toHaveLength(1);
});

test('S3 delivers on behalf of the buckets of this platform, and nothing else is written', () => {
  const put = (by: string, context: Record<string, string>) =>
    verdict(policy, { action: 's3:PutObject', resource: `${BUCKET}/x`, by, context });
  const own = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': 'arn:aws:s3:::acme-curated' };
  expect(put('logging.s3.amazonaws.com', own)).toBe('allow');
  expect(put('logging.s3.amazonaws.com', { ...own, 'aws:SourceArn': 'arn:aws:s3:::theirs' })).toBe('silent');
  expect(put('logging.s3.amazonaws.com', { ...own, 'aws:SourceAccount': '999988887777' })).toBe('silent');
  expect(put('cloudtrail.amazonaws.com', own)).toBe('silent');
  expect(put(BREAK_GLASS, {})).toBe('deny');
});

test('auditors read, break-glass removes, and nobody does the other', () => {
  const ask = (action: string, by: string) => verdict(policy, { action, resource: `${BUCKET}/x`, by });
  expect([ask('s3:GetObject', AUDITOR), ask('s3:GetObject', BREAK_GLASS)]).toEqual(['allow', 'deny']);
  expect([ask('s3:DeleteObjectVersion', AUDITOR), ask('s3:DeleteObjectVersion', BREAK_GLASS)]).toEqual([
    'deny',
    'silent',
  ]);
});

test('it is versioned, encrypted by S3, and closed to the public', () => {
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    BucketName: `acme-access-logs-${ACCOUNT}-${REGION}`,
    VersioningConfiguration: { Status: 'Enabled' },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
});

test('a short retention is refused', () => {
  expect(() => bucket({ retentionDays: 90 })).toThrow(expect.objectContaining({ code: 'RETENTION_TOO_SHORT' }));
});
