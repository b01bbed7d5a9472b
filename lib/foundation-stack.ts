import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarms/alarm-topic';
import { KeyRing } from '../constructs/keys/key-ring';
import { AccessLogBucket } from '../constructs/logs/access-log-bucket';
import { LogVault } from '../constructs/logs/log-vault';
import { ACCESS_MATRIX_METADATA, DataAction } from '../contract/access';
import { DataClass } from '../contract/data-class';
import { PLATFORM_METADATA } from '../contract/platform-manifest';
import { accessMatrix, stageArn } from './access';
import { classesKeptIn, environmentsOf, HOME } from './environments';
import { inspectors, keyUses, signers } from './generate/key-uses';
import { platformManifest } from './generate/platform-manifest';
import { PlatformStack, type EnvironmentKeys, type PlatformStackProps } from './platform-stack';

/** Keys, the alarm topic, and where logs go: what every other stack of the environment stands on. */
export class FoundationStack extends PlatformStack {
  public readonly keys: EnvironmentKeys;
  public readonly alarmTopic: ITopic;
  public readonly accessLogs: IBucket;

  public constructor(scope: Construct, props: PlatformStackProps) {
    super(scope, 'foundation', 'keys, alarm topic, log archive', props);
    const { config } = props;
    this.templateOptions.metadata = {
      [ACCESS_MATRIX_METADATA]: accessMatrix(config),
      [PLATFORM_METADATA]: platformManifest(config),
    };
    const ring = this.keyRing();
    const local = this.localClasses();
    this.keys = {
      log: ring.key(DataClass.LOG),
      signing: ring.signingKey,
      pseudonyms: ring.pseudonymKey,
      home: (dataClass) => ring.key(dataClass),
      classKey: (dataClass) => (local.includes(dataClass) ? ring.key(dataClass) : undefined),
    };
    this.alarmTopic = new AlarmTopic(this, 'Alarms', {
      name: config.name,
      key: this.keys.log,
      email: config.alarms.email,
    }).topic;
    this.accessLogs = this.archivesLogs() ? this.logVault().accessLogs : this.accessLogBucket();
  }

  private keyRing(): KeyRing {
    const { name, organizationId, people } = this.config;
    const makesData = this.config.dataStage !== undefined && this.isHome(DataClass.CURATED);
    const homeOfSignatures = this.isHome(DataClass.EVIDENCE);
    return new KeyRing(this, 'Keys', {
      name,
      organizationId,
      dataClasses: this.localClasses(),
      administratorArns: [...people.administrators],
      uses: keyUses(this.config, this.environmentOf),
      inspectorArns: inspectors(this.config, this.environmentOf),
      deploymentUses: [
        { dataClass: DataClass.LOG, services: ['lambda', ...(makesData ? ['scheduler', 'sqs'] : [])] },
        ...(makesData ? [{ dataClass: DataClass.CURATED, services: ['athena', 'lambda', 'states'] }] : []),
        { dataClass: DataClass.MODEL, services: ['sagemaker'] },
        { dataClass: DataClass.CONVERSATION, services: ['bedrock', 'sagemaker'] },
      ],
      pseudonyms: makesData && this.config.dataStage?.pseudonyms === true,
      ...(homeOfSignatures && {
        signerArns: signers(this.config, DataAction.SIGN),
        verifierArns: signers(this.config, DataAction.VERIFY),
      }),
    });
  }

  private logVault(): LogVault {
    return new LogVault(this, 'Logs', {
      ...this.logBucketProps(),
      key: this.keys.log,
      sources: (this.isHome(DataClass.LOG) ? environmentsOf(this.config) : [this.environmentOf]).map(
        ({ account, region }) => ({ account, region }),
      ),
      readerArns: this.logReaders(),
    });
  }

  private accessLogBucket(): IBucket {
    const accessLogs = new AccessLogBucket(this, 'AccessLogs', {
      ...this.logBucketProps(),
      readerArns: this.logReaders(),
    });
    accessLogs.acceptAsTargetOfOtherStacks();
    return accessLogs.bucket;
  }

  private logBucketProps(): { name: string; organizationId: string; retentionDays: number; breakGlassArn: string } {
    const { name, organizationId, retentionDays } = this.config;
    return {
      name,
      organizationId,
      retentionDays: retentionDays.log,
      breakGlassArn: stageArn(this.config, 'break-glass'),
    };
  }

  private logReaders(): string[] {
    const rows = accessMatrix(this.config).filter(
      (row) => row.dataClass === DataClass.LOG && row.action === DataAction.READ,
    );
    return rows.map((row) => row.principal);
  }

  /** The classes at home here, and the log class, since log groups and topics want a key of their own account and region. */
  private localClasses(): DataClass[] {
    return classesKeptIn(this.environmentOf);
  }

  /** Where security lives; and where Bedrock logs its invocations, which it does within one account and region only. */
  private archivesLogs(): boolean {
    return (
      this.isHome(DataClass.LOG) ||
      (this.environmentOf.places.includes('serving') && this.config.models.bedrock !== undefined)
    );
  }

  private isHome(dataClass: DataClass): boolean {
    return this.environmentOf.places.includes(HOME[dataClass]);
  }
}
