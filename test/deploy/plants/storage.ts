import {
  CreateGrantCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  GetKeyPolicyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { drift, extra, missing, widened, type Account, type Plant } from './plant';

const KEY = 'AWS::KMS::Key';
const BUCKET = 'AWS::S3::Bucket';
const POLICY = 'AWS::S3::BucketPolicy';

function onKey(of: string, send: (kms: KMSClient, KeyId: string) => Promise<unknown>): Plant['change'] {
  return ({ clients, id }) => send(clients.of(KMSClient), id(KEY, of));
}

function onBucket(of: string, send: (s3: S3Client, Bucket: string) => Promise<unknown>): Plant['change'] {
  return ({ clients, id }) => send(clients.of(S3Client), id(BUCKET, of));
}

export const KEYS: readonly Plant[] = [
  drift(
    'a key is disabled',
    KEY,
    'KeysRaw',
    'Enabled',
    onKey('KeysRaw', (kms, KeyId) => kms.send(new DisableKeyCommand({ KeyId }))),
  ),
  drift(
    'rotation is off',
    KEY,
    'KeysCurated',
    ['EnableKeyRotation', 'RotationPeriodInDays'],
    onKey('KeysCurated', (kms, KeyId) => kms.send(new DisableKeyRotationCommand({ KeyId }))),
  ),
  drift(
    'a key policy is widened',
    KEY,
    'KeysModel',
    'KeyPolicy.Statement[Planted]',
    onKey('KeysModel', async (kms, KeyId) => {
      const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
      return kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: 'default', Policy: widened(Policy) }));
    }),
  ),
  extra(
    'a grant is added',
    KEY,
    'KeysConversation',
    'grant',
    onKey('KeysConversation', (kms, KeyId) =>
      kms.send(
        new CreateGrantCommand({ KeyId, GranteePrincipal: 'arn:aws:iam::999999999999:root', Operations: ['Decrypt'] }),
      ),
    ),
  ),
  drift(
    'a key is called something else',
    KEY,
    'KeysLog',
    'Description',
    onKey('KeysLog', (kms, KeyId) => kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'old' }))),
  ),
  missing(
    'a key waits for its deletion',
    KEY,
    'KeysSigning',
    onKey('KeysSigning', (kms, KeyId) => kms.send(new ScheduleKeyDeletionCommand({ KeyId }))),
  ),
  drift(
    'an alias leads to another key',
    'AWS::KMS::Alias',
    'KeysEvidence',
    'TargetKeyId',
    async ({ clients, id }: Account) => {
      const kms = clients.of(KMSClient);
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
      const AliasName = id('AWS::KMS::Alias', 'KeysEvidence');
      return kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
    },
  ),
];

const BLOCK = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };

/** A bucket's policy with its text changed. */
function onPolicy(of: string, change: (text: string) => string): Plant['change'] {
  return onBucket(of, async (s3, Bucket) => {
    const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    return s3.send(new PutBucketPolicyCommand({ Bucket, Policy: change(Policy) }));
  });
}

function withoutTls(text: string): string {
  const policy = JSON.parse(text) as { readonly Statement: readonly { readonly Condition?: Record<string, object> }[] };
  const kept = policy.Statement.filter(({ Condition = {} }) => !('aws:SecureTransport' in (Condition['Bool'] ?? {})));
  if (kept.length === policy.Statement.length) throw new Error('no statement asks for TLS');
  return JSON.stringify({ ...policy, Statement: kept });
}

export const BUCKETS: readonly Plant[] = [
  drift(
    'public policies are no longer blocked',
    BUCKET,
    'RawBucket',
    'PublicAccessBlockConfiguration.BlockPublicPolicy',
    onBucket('RawBucket', (s3, Bucket) =>
      s3.send(
        new PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: { ...BLOCK, BlockPublicPolicy: false },
        }),
      ),
    ),
  ),
  drift(
    'the block of public access is gone',
    BUCKET,
    'CuratedBucket',
    'PublicAccessBlockConfiguration',
    onBucket('CuratedBucket', (s3, Bucket) => s3.send(new DeletePublicAccessBlockCommand({ Bucket }))),
  ),
  drift(
    'TLS is no longer asked for',
    POLICY,
    'RawBucketPolicy',
    'PolicyDocument.Statement',
    onPolicy('RawBucket', withoutTls),
  ),
  drift(
    'a bucket policy is widened',
    POLICY,
    'CuratedBucketPolicy',
    'PolicyDocument.Statement[Planted]',
    onPolicy('CuratedBucket', (text) => widened(text)),
  ),
  missing(
    'a bucket policy is gone',
    POLICY,
    'LogsAccessLogsBucketPolicy',
    onBucket('LogsAccessLogsBucket', (s3, Bucket) => s3.send(new DeleteBucketPolicyCommand({ Bucket }))),
  ),
  drift(
    'the lock of the evidence is shortened',
    BUCKET,
    'EvidenceBucket',
    'ObjectLockConfiguration.Rule.DefaultRetention',
    onBucket('EvidenceBucket', (s3, Bucket) =>
      s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } },
          },
        }),
      ),
    ),
  ),
  drift(
    'versioning is suspended',
    BUCKET,
    'ModelBucket',
    'VersioningConfiguration.Status',
    onBucket('ModelBucket', (s3, Bucket) =>
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })),
    ),
  ),
  drift(
    'a bucket is encrypted by a key of S3',
    BUCKET,
    'ConversationBucket',
    'BucketEncryption.ServerSideEncryptionConfiguration',
    onBucket('ConversationBucket', (s3, Bucket) =>
      s3.send(
        new PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
          },
        }),
      ),
    ),
  ),
  drift(
    'data is kept for a shorter time',
    BUCKET,
    'ConversationBucket',
    'LifecycleConfiguration.Rules',
    onBucket('ConversationBucket', (s3, Bucket) =>
      s3.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: {
            Rules: [{ ID: 'retention', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }],
          },
        }),
      ),
    ),
  ),
  drift(
    'accesses are no longer logged',
    BUCKET,
    'ModelBucket',
    'LoggingConfiguration',
    onBucket('ModelBucket', (s3, Bucket) => s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }))),
  ),
  drift(
    'objects belong to who writes them',
    BUCKET,
    'LogsAccessLogsBucket',
    'OwnershipControls',
    onBucket('LogsAccessLogsBucket', (s3, Bucket) =>
      s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
        }),
      ),
    ),
  ),
  drift(
    'events of a bucket go nowhere',
    BUCKET,
    'RawBucket',
    'NotificationConfiguration',
    onBucket('RawBucket', (s3, Bucket) =>
      s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} })),
    ),
  ),
];
