import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  paginateListAliases,
} from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  S3Client,
  type LifecycleRule,
} from '@aws-sdk/client-s3';
import { orNothing, type Reading } from './reading';

/** Keys and buckets. */
export const STORAGE: Readonly<Record<string, Reading>> = {
  'AWS::KMS::Key': {
    read: async (clients, { physicalId: KeyId }) => {
      const kms = clients.of(KMSClient);
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
      const symmetric = KeyMetadata?.KeySpec === 'SYMMETRIC_DEFAULT';
      const rotation = symmetric ? await kms.send(new GetKeyRotationStatusCommand({ KeyId })) : undefined;
      return {
        ...KeyMetadata,
        KeyPolicy: Policy,
        EnableKeyRotation: rotation?.KeyRotationEnabled ?? false,
        RotationPeriodInDays: rotation?.RotationPeriodInDays,
      };
    },
    promised: { KeyState: 'Enabled' },
    lost: { PendingWindowInDays: 'is told to the service when the key is deleted' },
  },
  'AWS::KMS::Alias': {
    read: async (clients, { physicalId }) => {
      for await (const { Aliases = [] } of paginateListAliases({ client: clients.of(KMSClient) }, {})) {
        const alias = Aliases.find(({ AliasName }) => AliasName === physicalId);
        if (alias)
          return {
            ...alias,
            TargetKeyId: `arn:aws:kms:${clients.access.region}:${alias.AliasArn?.split(':')[4]}:key/${alias.TargetKeyId}`,
          };
      }
      return {};
    },
  },
  'AWS::S3::Bucket': {
    read: async (clients, { physicalId: Bucket }) => {
      const s3 = clients.of(S3Client);
      const about = { Bucket };
      const [encryption, lifecycle, logging, notification, ownership, versioning, lock, block] = await Promise.all([
        s3.send(new GetBucketEncryptionCommand(about)),
        orNothing(s3.send(new GetBucketLifecycleConfigurationCommand(about))),
        s3.send(new GetBucketLoggingCommand(about)),
        s3.send(new GetBucketNotificationConfigurationCommand(about)),
        orNothing(s3.send(new GetBucketOwnershipControlsCommand(about))),
        s3.send(new GetBucketVersioningCommand(about)),
        orNothing(s3.send(new GetObjectLockConfigurationCommand(about))),
        orNothing(s3.send(new GetPublicAccessBlockCommand(about))),
      ]);
      return {
        ...about,
        ...block,
        ...ownership,
        BucketName: Bucket,
        BucketEncryption: {
          ServerSideEncryptionConfiguration: encryption.ServerSideEncryptionConfiguration?.Rules?.map((rule) => ({
            ...rule,
            ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
          })),
        },
        LifecycleConfiguration: { Rules: lifecycle.Rules?.map(lifecycleRule) },
        LoggingConfiguration: {
          DestinationBucketName: logging.LoggingEnabled?.TargetBucket,
          LogFilePrefix: logging.LoggingEnabled?.TargetPrefix,
        },
        NotificationConfiguration: {
          EventBridgeConfiguration: { EventBridgeEnabled: notification.EventBridgeConfiguration !== undefined },
        },
        ObjectLockConfiguration: lock.ObjectLockConfiguration,
        ObjectLockEnabled: lock.ObjectLockConfiguration !== undefined,
        VersioningConfiguration: versioning,
      };
    },
  },
  'AWS::S3::BucketPolicy': {
    read: async (clients, { physicalId: Bucket }) => {
      const { Policy } = await clients.of(S3Client).send(new GetBucketPolicyCommand({ Bucket }));
      return { Bucket, PolicyDocument: Policy };
    },
  },
};

function lifecycleRule(rule: LifecycleRule): object {
  return {
    ...rule,
    Prefix: rule.Filter?.Prefix,
    ExpirationInDays: rule.Expiration?.Days,
    Transitions: rule.Transitions?.map(({ Days, StorageClass }) => ({ TransitionInDays: Days, StorageClass })),
  };
}
