import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership, StorageClass } from 'aws-cdk-lib/aws-s3';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accessLogBucketName, CONFIG_HISTORY_PREFIX } from '../../contract/log-archive';
import { organizationOnly } from '../vault/foreign-requests';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { closeReading, closeRemoval, closeWriting, readers } from './archive-policy';
import { ARCHIVE_AFTER_DAYS, requireRetention } from './log-retention';

const PACKS = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
const LOGS_ITSELF =
  'this bucket is the target of the access logs: logging it to itself, or to a second such bucket, would recurse';
const NO_KEY =
  'S3 delivers server access logs only to buckets with SSE-S3 as their default encryption; with a KMS key as the default delivery stops';
const NO_LOCK =
  'S3 does not deliver server access logs to a bucket with Object Lock; removal is denied to everyone but break-glass instead';
const NO_COPY =
  'access logs are best-effort records of requests that the trail also records as data events, and the trail is archived under object lock';

export interface AccessLogBucketProps {
  /** The platform's name: the bucket is `NAME-access-logs-ACCOUNT-REGION`. */
  readonly name: string;
  readonly organizationId: string;
  /** At least 180 days. */
  readonly retentionDays: number;
  /** Roles that may read the logs, and nobody else may. @default - none */
  readonly readerArns?: string[];
  /** The one role that may remove logs. */
  readonly breakGlassArn: string;
}

/**
 * Receives the server access logs, and AWS Config's history, which like them cannot go to a bucket with a default lock, for this platform's buckets of one account and region: S3 asks for a target in the same place.
 * Written by S3's log delivery only, read by the named roles only.
 *
 * @throws LogVaultError `RETENTION_TOO_SHORT`
 */
export class AccessLogBucket extends Construct {
  public readonly bucket: Bucket;

  public constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    requireRetention(props.retentionDays);
    const { account, region } = Stack.of(this);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: accessLogBucketName(props.name, { account, region }),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'retention',
          transitions: [
            {
              storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL,
              transitionAfter: Duration.days(ARCHIVE_AFTER_DAYS),
            },
          ],
          expiration: Duration.days(props.retentionDays),
          noncurrentVersionExpiration: Duration.days(props.retentionDays),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    this.closePolicy(props);
    this.accept();
  }

  private closePolicy(props: AccessLogBucketProps): void {
    const { account, partition } = Stack.of(this);
    const { bucketArn } = this.bucket;
    const readerArns = props.readerArns ?? [];
    for (const statement of [
      new PolicyStatement({
        sid: 'DeliverAccessLogs',
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [`${bucketArn}/*`],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:s3:::${props.name}-*` },
        },
      }),
      ...configHistory(bucketArn, account),
      organizationOnly(bucketArn, props.organizationId),
      ...readers(bucketArn, readerArns),
      closeReading(bucketArn, readerArns),
      closeWriting(bucketArn),
      closeRemoval(bucketArn, props.breakGlassArn),
    ]) {
      this.bucket.addToResourcePolicy(statement);
    }
  }

  /**
   * To be called where no bucket of the same stack logs to this one: a rule that looks at one stack then cannot see that this
   * is a log target, and asks for access logs of its own.
   */
  public acceptAsTargetOfOtherStacks(): void {
    acknowledgeBuiltIn(this.bucket, 'AwsSolutions-S1', LOGS_ITSELF);
    for (const pack of PACKS) acknowledgeBuiltIn(this.bucket, `${pack}-S3BucketLoggingEnabled`, LOGS_ITSELF);
  }

  private accept(): void {
    for (const pack of PACKS) {
      acknowledgeBuiltIn(this.bucket, `${pack}-S3BucketReplicationEnabled`, NO_COPY);
      acknowledgeBuiltIn(this.bucket, `${pack}-S3DefaultEncryptionKMS`, NO_KEY);
    }
    acknowledgeBuiltIn(this.bucket, 'ControlTower-CT.S3.PR.2', LOGS_ITSELF);
    acknowledgeBuiltIn(this.bucket, 'ControlTower-CT.S3.PR.9', NO_LOCK);
    acknowledgeBuiltIn(this.bucket, 'ControlTower-CT.S3.PR.10', NO_KEY);
  }
}

/** AWS Config writes under its own prefix, after it has looked whether the bucket is there and whose it is. */
function configHistory(bucketArn: string, account: string): PolicyStatement[] {
  const config = {
    principals: [new ServicePrincipal('config.amazonaws.com')],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  };
  return [
    new PolicyStatement({
      ...config,
      sid: 'CheckForConfig',
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucketArn],
    }),
    new PolicyStatement({
      ...config,
      sid: 'DeliverConfigHistory',
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/${CONFIG_HISTORY_PREFIX}/AWSLogs/${account}/Config/*`],
    }),
  ];
}
