import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
  type CfnBucket,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { LogPrefix, logArchiveBucketName } from '../../contract/log-archive';
import { deploymentRoleArn } from '../../contract/names';
import { organizationOnly } from '../vault/foreign-requests';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { AccessLogBucket } from './access-log-bucket';
import { closeEncryption, closeReading, closeRemoval, closeWeakening, closeWriting, readers } from './archive-policy';
import { deliveryToBucket, deliveryUnderKey, type DeliveryProps } from './delivery';
import { LogVaultError } from './log-error';
import { ARCHIVE_AFTER_DAYS, requireRetention } from './log-retention';
import type { LogSource } from './log-source';

export interface LogVaultProps {
  /** The platform's name: the archive is `NAME-log-archive-ACCOUNT-REGION`. */
  readonly name: string;
  /** The log class's key. Imported keys do not take policy: their owner adds what `LogVault.keyStatements` says. */
  readonly key: IKey;
  readonly organizationId: string;
  /** At least 180 days. */
  readonly retentionDays: number;
  /** Every account and region that delivers. */
  readonly sources: LogSource[];
  /** Roles of auditors and analysts: they may read, and nobody else may. */
  readonly readerArns: string[];
  /** The one role that may shorten or remove. */
  readonly breakGlassArn: string;
  /** Receives the archive's access logs; same account and region. @default - an `AccessLogBucket` of its own */
  readonly accessLogs?: IBucket;
  /** The role under which templates are deployed. @default - the execution role of the standard CDK bootstrap */
  readonly deploymentRoleArn?: string;
}

/**
 * The archive of trail, flow, resolver and invocation logs: delivered by AWS services only, locked for the whole retention, read by auditors only.
 * The lock is in governance mode: compliance mode would bind break-glass too, and with it the duty to erase personal data that was logged by mistake.
 *
 * @throws LogVaultError `RETENTION_TOO_SHORT`, `SOURCES_EMPTY`
 */
export class LogVault extends Construct {
  public readonly archive: Bucket;
  public readonly accessLogs: IBucket;

  public constructor(scope: Construct, id: string, props: LogVaultProps) {
    super(scope, id);
    requireRetention(props.retentionDays);
    if (props.sources.length === 0) {
      throw new LogVaultError(
        'SOURCES_EMPTY',
        'sources must name at least one account and region that delivers, got none',
      );
    }
    const { account, region } = Stack.of(this);
    this.accessLogs = props.accessLogs ?? new AccessLogBucket(this, 'AccessLogs', props).bucket;
    this.archive = new Bucket(this, 'Archive', {
      bucketName: logArchiveBucketName(props.name, { account, region }),
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(props.retentionDays)),
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
          noncurrentVersionExpiration: Duration.days(30),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
    });
    this.logAndNotify();
    this.closePolicy(props);
    for (const statement of LogVault.keyStatements(this, props.name, props.sources)) {
      props.key.addToResourcePolicy(statement);
    }
    this.acceptNoReplica();
  }

  /** What the key's policy must allow so that AWS services can deliver to an archive in the stack of `scope`. */
  public static keyStatements(scope: Construct, name: string, sources: LogSource[]): PolicyStatement[] {
    return deliveryUnderKey(deliveryOf(scope, name, sources));
  }

  private closePolicy(props: LogVaultProps): void {
    const { account, region, partition } = Stack.of(this);
    const { bucketArn } = this.archive;
    const deployer = props.deploymentRoleArn ?? deploymentRoleArn(partition, { account, region });
    for (const statement of [
      ...deliveryToBucket({ ...deliveryOf(this, props.name, props.sources), bucketArn }),
      ...readers(bucketArn, props.readerArns),
      organizationOnly(bucketArn, props.organizationId),
      // CloudTrail chooses the encryption of its digests itself: SSE-S3, so that they can be checked without a key.
      ...closeEncryption(bucketArn, props.key.keyArn, `${bucketArn}/${LogPrefix.TRAIL}/AWSLogs/*/CloudTrail-Digest/*`),
      closeReading(bucketArn, props.readerArns),
      closeWriting(bucketArn),
      closeRemoval(bucketArn, props.breakGlassArn),
      closeWeakening(bucketArn, props.breakGlassArn, deployer),
    ]) {
      this.archive.addToResourcePolicy(statement);
    }
  }

  /** Set on the resource itself: the L2 ways would change the log bucket's policy from here, and add a function with an inline policy. */
  private logAndNotify(): void {
    const resource = this.archive.node.defaultChild as CfnBucket;
    resource.loggingConfiguration = {
      destinationBucketName: this.accessLogs.bucketName,
      logFilePrefix: 'log-archive/',
    };
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }

  private acceptNoReplica(): void {
    for (const pack of ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']) {
      acknowledgeBuiltIn(
        this.archive,
        `${pack}-S3BucketReplicationEnabled`,
        'object lock and denied removal hold every version for the whole retention, and a second copy of the trail lies in CloudWatch Logs',
      );
    }
  }
}

function deliveryOf(scope: Construct, name: string, sources: LogSource[]): DeliveryProps {
  const { account, region, partition } = Stack.of(scope);
  const home = { account, region };
  return {
    name,
    partition,
    sources,
    home,
    bucketArn: `arn:${partition}:s3:::${logArchiveBucketName(name, home)}`,
  };
}
