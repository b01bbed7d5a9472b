import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  LogPrefix,
  MINIMUM_LOG_RETENTION_DAYS,
  accessLogBucketName,
  trailLogGroupName,
  trailName,
} from '../../contract/log-archive';
import { LogVaultError } from './log-error';
import { logGroupKeyStatement } from './log-group-key';
import { trailAlarms } from './trail-alarm';
import { TrailAlarms } from './trail-alarms';
import { trailSelectors } from './trail-selectors';

export interface AuditTrailProps {
  /** The platform's name: the trail is `NAME-trail`, its log group `/NAME/trail`. */
  readonly name: string;
  /** The archive's bucket, which may lie in another account: this account and region must be among its sources. */
  readonly archiveBucketName: string;
  /** The ARN of the archive's key. */
  readonly archiveKeyArn: string;
  /** Encrypts the log group; in this account and region. */
  readonly key: IKey;
  /** The vaults whose objects' reads and writes are recorded. Not the archive and the access logs: all but their deliveries is always recorded. */
  readonly bucketArns: string[];
  /** At least six months. */
  readonly logRetention: RetentionDays;
  /** Name of the role whose use raises an alarm. */
  readonly breakGlassRoleName: string;
  /** Hears every alarm. */
  readonly alarmTopic: ITopic;
}

/**
 * The account's trail over all regions, with validated files in the archive, data events of vaults, functions and models, and alarms
 * on what must not go unheard. The archive's bucket and key must admit it first: where they are made in the same app, add a dependency.
 *
 * @throws LogVaultError `RETENTION_TOO_SHORT`, `TRAIL_RECORDS_ITSELF`, `BUCKET_ARN_INVALID`
 */
export class AuditTrail extends Construct {
  public readonly trail: CfnTrail;
  public readonly logGroup: LogGroup;

  public constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const logStoreArns = [props.archiveBucketName, accessLogBucketName(props.name, { account, region })].map(
      (bucket) => `arn:${partition}:s3:::${bucket}`,
    );
    refuse(props, logStoreArns);
    this.logGroup = this.makeLogGroup(props);
    const role = this.deliveryRole(props);
    this.trail = new CfnTrail(this, 'Trail', {
      trailName: trailName(props.name),
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      kmsKeyId: props.archiveKeyArn,
      s3BucketName: props.archiveBucketName,
      s3KeyPrefix: LogPrefix.TRAIL,
      cloudWatchLogsLogGroupArn: this.logGroup.logGroupArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: trailSelectors({
        bucketArns: props.bucketArns,
        logStoreArns,
        functionArnPrefix: `arn:${partition}:lambda:${region}:${account}:function:${props.name}-`,
      }),
      insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
    });
    this.trail.node.addDependency(role);
    new TrailAlarms(this, 'Alarms', {
      name: props.name,
      logGroup: this.logGroup,
      alarms: trailAlarms(props.breakGlassRoleName),
      alarmTopic: props.alarmTopic,
    });
  }

  private makeLogGroup(props: AuditTrailProps): LogGroup {
    const logGroupName = trailLogGroupName(props.name);
    props.key.addToResourcePolicy(logGroupKeyStatement(this, logGroupName));
    return new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: props.key,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** IfExists: CloudTrail does not document source keys here; only this account can hand the role to a trail. */
  private deliveryRole(props: AuditTrailProps): Role {
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `${props.name}: CloudTrail writes to the trail's log group`,
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [this.logGroup.logGroupArn],
        }),
      ],
    });
    return new Role(this, 'Role', {
      roleName: trailName(props.name),
      description: `${props.name}: CloudTrail writes to the trail's log group`,
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com', {
        conditions: { StringEqualsIfExists: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      managedPolicies: [policy],
      permissionsBoundary: policy,
    });
  }
}

function refuse(props: AuditTrailProps, logStoreArns: readonly string[]): void {
  if (props.logRetention < MINIMUM_LOG_RETENTION_DAYS) {
    throw new LogVaultError(
      'RETENTION_TOO_SHORT',
      `logRetention must be at least ${MINIMUM_LOG_RETENTION_DAYS} days, got ${props.logRetention}`,
    );
  }
  for (const arn of props.bucketArns) {
    if (!/^arn:[a-z-]+:s3:::[a-z0-9.-]{3,63}$/.test(arn)) {
      throw new LogVaultError(
        'BUCKET_ARN_INVALID',
        `bucketArns must be the literal ARNs of buckets, without wildcard or key, got ${arn}`,
      );
    }
    if (logStoreArns.includes(arn)) {
      throw new LogVaultError(
        'TRAIL_RECORDS_ITSELF',
        `bucketArns must not name the log store ${arn}: each delivery would be recorded, delivered and recorded again`,
      );
    }
  }
}
