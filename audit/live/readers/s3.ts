import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type ObjectLockConfiguration,
} from '@aws-sdk/client-s3';
import { isResolvedList, isResolvedMap, type Resolved, type ResolvedMap } from '../../assembly/value';
import { gather, type Reader } from '../reader';
import { lifecycleExpected, lifecycleRule } from './s3-lifecycle';
import { policyOf } from './s3-policies';

const GONE = ['NoSuchBucket'];

export const BUCKETS: Reader = {
  types: ['AWS::S3::Bucket'],
  calls: {
    's3:GetBucketEncryption': ['s3:GetEncryptionConfiguration'],
    's3:GetBucketLifecycleConfiguration': ['s3:GetLifecycleConfiguration'],
    's3:GetBucketLogging': ['s3:GetBucketLogging'],
    's3:GetBucketNotificationConfiguration': ['s3:GetBucketNotification'],
    's3:GetBucketOwnershipControls': ['s3:GetBucketOwnershipControls'],
    's3:GetBucketPolicy': ['s3:GetBucketPolicy'],
    's3:GetBucketVersioning': ['s3:GetBucketVersioning'],
    's3:GetObjectLockConfiguration': ['s3:GetBucketObjectLockConfiguration'],
    's3:GetPublicAccessBlock': ['s3:GetBucketPublicAccessBlock'],
  },
  defaults: {
    ObjectLockEnabled: false,
    // What S3 does by itself since 2023.
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: false, ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      ],
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  },
  async read({ physicalId: Bucket, properties: meant }, live) {
    const { s3 } = live.clients;
    const found = await gather(
      [
        { of: ['BucketName'], read: () => Promise.resolve({ BucketName: Bucket }) },
        {
          of: ['BucketEncryption'],
          unsetAt: ['ServerSideEncryptionConfigurationNotFoundError'],
          read: async () => {
            const { ServerSideEncryptionConfiguration: of } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
            const rules = (of?.Rules ?? []).map((rule) => ({
              BucketKeyEnabled: rule.BucketKeyEnabled ?? false,
              ServerSideEncryptionByDefault: rule.ApplyServerSideEncryptionByDefault,
            }));
            return { BucketEncryption: { ServerSideEncryptionConfiguration: rules } };
          },
        },
        {
          of: ['PublicAccessBlockConfiguration'],
          unsetAt: ['NoSuchPublicAccessBlockConfiguration'],
          read: async () =>
            await s3.send(new GetPublicAccessBlockCommand({ Bucket })).then(only('PublicAccessBlockConfiguration')),
        },
        {
          of: ['VersioningConfiguration'],
          read: async () => {
            const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
            return { VersioningConfiguration: Status === undefined ? undefined : { Status } };
          },
        },
        {
          of: ['ObjectLockEnabled', 'ObjectLockConfiguration'],
          unsetAt: ['ObjectLockConfigurationNotFoundError', 'ObjectLockConfigurationNotFound'],
          read: async () => {
            const { ObjectLockConfiguration: lock } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
            return {
              ObjectLockEnabled: lock?.ObjectLockEnabled === 'Enabled',
              ObjectLockConfiguration: lock?.Rule === undefined ? undefined : lockOf(lock),
            };
          },
        },
        {
          of: ['OwnershipControls'],
          unsetAt: ['OwnershipControlsNotFoundError'],
          read: async () =>
            await s3.send(new GetBucketOwnershipControlsCommand({ Bucket })).then(only('OwnershipControls')),
        },
        {
          of: ['LifecycleConfiguration'],
          unsetAt: ['NoSuchLifecycleConfiguration'],
          read: async () => {
            const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
            return { LifecycleConfiguration: { Rules: Rules.map(lifecycleRule) } };
          },
        },
        {
          of: ['LoggingConfiguration'],
          read: async () => {
            const { LoggingEnabled: of } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
            if (!of) return { LoggingConfiguration: undefined };
            return { LoggingConfiguration: { DestinationBucketName: of.TargetBucket, LogFilePrefix: of.TargetPrefix } };
          },
        },
        {
          of: ['NotificationConfiguration'],
          read: async () => {
            const all = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
            return {
              NotificationConfiguration: {
                EventBridgeConfiguration: all.EventBridgeConfiguration ? { EventBridgeEnabled: true } : undefined,
                LambdaConfigurations: all.LambdaFunctionConfigurations,
                QueueConfigurations: all.QueueConfigurations,
                TopicConfigurations: all.TopicConfigurations,
              },
            };
          },
        },
        // Found here too, so that a policy on a bucket that shall have none does not stay unseen.
        { of: ['(policy)'], read: async () => ({ '(policy)': await policyOf(live, Bucket) }) },
      ],
      GONE,
    );
    // A name that CloudFormation made up is in no template.
    if (found.kind === 'missing' || 'BucketName' in meant) return found;
    const { BucketName: _name, ...properties } = found.properties;
    return { ...found, properties };
  },
  expect: bucketExpected,
  settle({ physicalId }, { properties }, beside) {
    const { '(policy)': policy, ...rest } = properties;
    const isMeant = beside.ofType('AWS::S3::BucketPolicy').some((one) => one.properties['Bucket'] === physicalId);
    if (policy === undefined || isMeant) return { properties: rest, extras: [] };
    return {
      properties: rest,
      extras: [
        {
          kind: 'bucket policy',
          id: physicalId,
          detail: `a policy that no template has: ${JSON.stringify(policy).slice(0, 300)}`,
          type: 'AWS::S3::BucketPolicy',
          properties: { Bucket: physicalId, PolicyDocument: policy },
        },
      ],
    };
  },
};

/** Of days and years one is set; some answer with a zero for the other. */
function lockOf({ ObjectLockEnabled, Rule: rule }: ObjectLockConfiguration): Readonly<Record<string, unknown>> {
  const { Mode, Days, Years } = rule?.DefaultRetention ?? {};
  const DefaultRetention = { Mode, Days: Days === 0 ? undefined : Days, Years: Years === 0 ? undefined : Years };
  return { ObjectLockEnabled, Rule: { DefaultRetention } };
}

/** A lock without a rule says no more than that there is one; a bucket key that is not mentioned is off. */
function bucketExpected(properties: ResolvedMap): ResolvedMap {
  const { BucketEncryption: encryption, LifecycleConfiguration: lifecycle } = properties;
  return {
    ...properties,
    ...(isResolvedMap(encryption) ? { BucketEncryption: withBucketKey(encryption) } : {}),
    ...(isResolvedMap(lifecycle) ? { LifecycleConfiguration: lifecycleExpected(lifecycle) } : {}),
  };
}

function withBucketKey(encryption: ResolvedMap): ResolvedMap {
  const rules = encryption['ServerSideEncryptionConfiguration'];
  if (!isResolvedList(rules)) return encryption;
  const whole = rules.map((rule): Resolved => (isResolvedMap(rule) ? { BucketKeyEnabled: false, ...rule } : rule));
  return { ...encryption, ServerSideEncryptionConfiguration: whole };
}

function only<Name extends string>(
  name: Name,
): (answer: { readonly [K in Name]?: unknown }) => Record<string, unknown> {
  return (answer) => ({ [name]: answer[name] });
}
