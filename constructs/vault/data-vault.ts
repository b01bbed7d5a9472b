import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
  type CfnBucket,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { RampartError } from '../../contract/errors';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { encryptionOnly, organizationOnly } from './foreign-requests';
import { Replication, type VaultReplica } from './replication';
import type { VaultDoor } from './vault-door';
import { doorStatements, removalOnlyBy } from './vault-policy';

const REPLICATION_RULES = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'].map(
  (pack) => `${pack}-S3BucketReplicationEnabled`,
);

/** A vault that cannot be made as asked. */
export class DataVaultError extends RampartError {}

export interface DataVaultProps {
  /** The bucket's physical name. */
  readonly bucketName: string;
  /** The data class's own key. */
  readonly key: IKey;
  /** Only principals of this organisation get in, `o-…`. */
  readonly organizationId: string;
  /** Receives the server access logs, under the vault's name. Same account and region. */
  readonly accessLogs: IBucket;
  /** How long an object is kept after it was written. */
  readonly retention: Duration;
  /** The only ways in. @default - none: nobody reads or writes */
  readonly doors?: VaultDoor[];
  /**
   * Locks each object for the whole retention: nobody can shorten it, the account's root user included.
   * @default false
   */
  readonly writeOnce?: boolean;
  /** The one role that may remove objects, e.g. break-glass. @default - nobody may */
  readonly overrideArn?: string;
  /** @default - no copy */
  readonly replica?: VaultReplica;
}

/** One class's versioned, key-encrypted, TLS-only store, open to its declared doors and closed to all else. */
export class DataVault extends Construct {
  public readonly bucket: Bucket;

  public constructor(scope: Construct, id: string, props: DataVaultProps) {
    super(scope, id);
    refuseBadDoors(props);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName: props.bucketName,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'retention',
          expiration: props.retention,
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      // Possible from the start, since a lock cannot be added to a bucket with data in it without AWS's help.
      objectLockEnabled: true,
      ...(props.writeOnce && {
        objectLockDefaultRetention: ObjectLockRetention.compliance(props.retention),
      }),
    });
    this.closePolicy(props);
    this.logAndNotify(props);
    if (props.replica) this.copyTo(props.replica, props);
    else this.acceptNoReplica();
  }

  private closePolicy(props: DataVaultProps): void {
    const { bucketArn } = this.bucket;
    for (const statement of [
      organizationOnly(bucketArn, props.organizationId),
      ...encryptionOnly(bucketArn, props.key.keyArn),
      ...removalOnlyBy(bucketArn, props.overrideArn, props.doors ?? []),
      ...doorStatements(bucketArn, props.doors ?? []),
    ]) {
      this.bucket.addToResourcePolicy(statement);
    }
  }

  /** Set on the resource itself: the L2 ways would change the log bucket's policy from here, and add a function with an inline policy. */
  private logAndNotify(props: DataVaultProps): void {
    const resource = this.bucket.node.defaultChild as CfnBucket;
    resource.loggingConfiguration = {
      destinationBucketName: props.accessLogs.bucketName,
      logFilePrefix: `${props.bucketName}/`,
    };
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }

  private copyTo(replica: VaultReplica, { bucketName, key }: DataVaultProps): void {
    const resource = this.bucket.node.defaultChild as CfnBucket;
    resource.replicationConfiguration = new Replication(this, 'Replication', {
      bucketName,
      key,
      replica,
    }).configuration;
  }

  private acceptNoReplica(): void {
    for (const rule of REPLICATION_RULES) {
      acknowledgeBuiltIn(
        this.bucket,
        rule,
        'versioning and denied removal keep every object for its retention within the region; a copy elsewhere is declared by `replica`, where the team has a second account or region',
      );
    }
  }
}

function refuseBadDoors(props: DataVaultProps): void {
  for (const door of props.doors ?? []) {
    if (!/^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(door.principalArn)) {
      throw new DataVaultError(
        'DOOR_NOT_A_ROLE',
        `doors: principalArn must be the ARN of one IAM role without wildcards, got ${door.principalArn}`,
      );
    }
    if (door.vpcEndpointIds?.length === 0) {
      throw new DataVaultError(
        'DOOR_WITHOUT_ENDPOINT',
        `doors: vpcEndpointIds must name at least one endpoint for ${door.principalArn}, or be left out, got an empty list`,
      );
    }
    if (/[*?$]/.test(door.prefix)) {
      throw new DataVaultError('DOOR_PREFIX_WILDCARD', `doors: prefix must be literal text, got ${door.prefix}`);
    }
  }
}
