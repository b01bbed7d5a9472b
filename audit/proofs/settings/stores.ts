import type { Resource } from '../../assembly/model';
import { list, number } from '../../assembly/readers';
import { isResolvedMap } from '../../assembly/value';
import { deadLetterQueues } from '../dead-letters';
import type { Facts } from '../facts';
import { logTargets } from '../log-targets';
import {
  between,
  flagAt,
  flagged,
  isThere,
  judged,
  oneOf,
  open,
  present,
  textAt,
  wrong,
  type Setting,
} from './setting';

const BUCKET = 'AWS::S3::Bucket';
const RULE = ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0] as const;

/** Buckets, queues and keys. */
export const STORE_SETTINGS: readonly Setting[] = [
  ...['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map((name): Setting => ({
    type: BUCKET,
    what: name,
    wanted: 'true',
    see: flagged(['PublicAccessBlockConfiguration', name], true),
  })),
  {
    type: BUCKET,
    what: 'ownership',
    wanted: 'BucketOwnerEnforced, written out: no ACL has an effect',
    platform: true,
    see: oneOf(['OwnershipControls', 'Rules', 0, 'ObjectOwnership'], 'BucketOwnerEnforced'),
  },
  {
    type: BUCKET,
    what: 'versions',
    wanted: 'Enabled',
    see: oneOf(['VersioningConfiguration', 'Status'], 'Enabled'),
  },
  {
    type: BUCKET,
    what: 'bucket key',
    wanted: 'true: key policies that bind a use to the bucket see its ARN as the encryption context only then',
    platform: true,
    see: (bucket, facts) => {
      const rule = facts.model.property(bucket, ...RULE);
      const algorithm = textAt(rule, 'ServerSideEncryptionByDefault', 'SSEAlgorithm');
      if (isThere(rule) && algorithm === undefined) return wrong('no SSEAlgorithm');
      return algorithm === 'aws:kms' ? flagged([...RULE, 'BucketKeyEnabled'], true)(bucket, facts) : undefined;
    },
  },
  {
    type: BUCKET,
    what: 'access logs',
    wanted: 'a bucket that they go to',
    platform: true,
    see: (bucket, facts) =>
      receivesAccessLogs(facts, bucket)
        ? undefined
        : present('LoggingConfiguration', 'DestinationBucketName')(bucket, facts),
  },
  {
    type: BUCKET,
    what: 'lifecycle',
    wanted: 'rules that are enabled, one that expires objects, their old versions and unfinished uploads',
    platform: true,
    see: lifecycle,
  },
  {
    type: BUCKET,
    what: 'events',
    wanted: 'EventBridge hears what happens in it',
    platform: true,
    see: flagged(['NotificationConfiguration', 'EventBridgeConfiguration', 'EventBridgeEnabled'], true),
  },
  {
    type: BUCKET,
    what: 'object lock',
    wanted: 'enabled, so that objects can be locked, and its configuration too where it has one',
    platform: true,
    see: objectLock,
  },
  {
    type: 'AWS::SQS::Queue',
    what: 'retention',
    wanted: '14 days for a queue of dead letters: the longest there is',
    see: (queue, facts) =>
      deadLetterQueues(facts.model).includes(queue)
        ? between(['MessageRetentionPeriod'], 1_209_600, 1_209_600, 345_600)(queue, facts)
        : undefined,
  },
  {
    type: 'AWS::SQS::Queue',
    what: 'redrive',
    wanted: 'a RedriveAllowPolicy: who may use it for dead letters is written out',
    platform: true,
    see: present('RedriveAllowPolicy'),
  },
  {
    type: 'AWS::KMS::Key',
    what: 'deletion',
    wanted: '30 days to notice it: the longest there is',
    platform: true,
    see: between(['PendingWindowInDays'], 30, 30, 30),
  },
  { type: 'AWS::KMS::Key', what: 'state', wanted: 'not disabled', see: oneOf(['Enabled'], 'absent', 'true') },
];

function receivesAccessLogs({ model }: Facts, bucket: Resource): boolean {
  return (logTargets(model).get(bucket) ?? []).some(({ type }) => type === BUCKET);
}

function lifecycle(bucket: Resource, { model }: Facts): ReturnType<Setting['see']> {
  const read = list(model.property(bucket, 'LifecycleConfiguration', 'Rules'));
  if (read.kind === 'unresolved') return open(read.reason);
  const rules = read.kind === 'absent' ? [] : read.value.filter((rule) => isResolvedMap(rule));
  if (rules.length === 0) return wrong('no rules');
  const off = rules.findIndex((rule) => textAt(rule, 'Status') !== 'Enabled');
  if (off >= 0) return wrong(`rule ${off + 1} is not enabled`);
  for (const part of ['ExpirationInDays', 'NoncurrentVersionExpiration', 'AbortIncompleteMultipartUpload']) {
    if (!rules.some((rule) => isThere(rule[part]))) return wrong(`no ${part}`);
  }
  return { kind: 'right', got: `${rules.length} rules` };
}

function objectLock(bucket: Resource, { model, declared }: Facts): ReturnType<Setting['see']> {
  const arn = model.reference(bucket, 'Arn');
  const isClass = declared.platform?.classes.some(({ bucketArn }) => bucketArn === arn) === true;
  const enabled = flagAt(model.property(bucket), 'ObjectLockEnabled') === true;
  const configuration = model.property(bucket, 'ObjectLockConfiguration');
  if (!isClass && configuration === undefined) return undefined;
  if (!enabled) return wrong('not enabled');
  return judged(
    configuration === undefined || textAt(configuration, 'ObjectLockEnabled') === 'Enabled',
    'ObjectLockConfiguration',
  );
}

/** How long data of a declared class is kept: exactly as long as declared, neither lost early nor hoarded. */
export const CLASS_RETENTION: Setting = {
  type: BUCKET,
  what: 'retention of its class',
  wanted: 'the days that the platform declares',
  platform: true,
  see: (bucket, { model, declared }) => {
    const arn = model.reference(bucket, 'Arn');
    const home = declared.platform?.classes.find(({ bucketArn }) => bucketArn === arn);
    if (!home) return undefined;
    const read = list(model.property(bucket, 'LifecycleConfiguration', 'Rules'));
    if (read.kind === 'unresolved') return open(read.reason);
    const rules = read.kind === 'absent' ? [] : read.value.filter((rule) => isResolvedMap(rule));
    const days = rules.flatMap((rule) => {
      const one = number(rule['ExpirationInDays']);
      return one.kind === 'resolved' && textAt(rule, 'Prefix') === undefined ? [one.value] : [];
    });
    const kept = Math.min(...days);
    return judged(kept === home.retentionDays, kept === Infinity ? 'for ever' : `${kept} days`);
  },
};
