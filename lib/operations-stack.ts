import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { DetectiveServices } from '../constructs/detection/detective-services';
import { BreakGlassRole, BREAK_GLASS } from '../constructs/identity/break-glass-role';
import { Trust } from '../constructs/identity/trust';
import { LiveVerification } from '../constructs/verification/live-verification';
import { AuditTrail } from '../constructs/logs/audit-trail';
import { InvocationLogging } from '../constructs/logs/invocation-logging';
import type { IsolatedNetwork } from '../constructs/network/isolated-network';
import { DataClass } from '../contract/data-class';
import { accessLogBucketName, logArchiveBucketName } from '../contract/log-archive';
import { deployerRoleArn, keyAlias, stageRoleName } from '../contract/names';
import { verifierArn } from './access';
import { HOME, isFirstOfAccount } from './environments';
import type { FoundationStack } from './foundation-stack';
import { principalStatements, roleStatements } from './generate/role-statements';
import { stageRole } from './generate/stage-roles';
import { vaultOf } from './generate/vault';
import { bucketArnOf, bucketNameOf } from './generate/vault-names';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface OperationsStackProps extends PlatformStackProps {
  readonly foundation: FoundationStack;
  /** The network of the same environment, by which stages write evidence. @default - the environment has none */
  readonly network?: IsolatedNetwork;
}

/** Who watches: trail, detective services and their alarms everywhere, and a daily look at what is deployed; evidence, responders, auditors and break-glass where security lives. */
export class OperationsStack extends PlatformStack {
  private readonly foundation: FoundationStack;

  public constructor(scope: Construct, props: OperationsStackProps) {
    super(scope, 'operations', 'trail, detection, evidence and those who respond', props);
    this.foundation = props.foundation;
    this.watch();
    if (this.hosts('serving') && this.config.models.bedrock && !this.config.existing.invocationLogging)
      this.logInvocations();
    if (this.hosts('security')) this.guardEvidence(props.network);
    if (isFirstOfAccount(this.config, this.environmentOf)) this.verify();
  }

  private watch(): void {
    const { config, foundation } = this;
    const vaultsHere = Object.values(DataClass).filter(
      (dataClass) => dataClass !== DataClass.LOG && this.hosts(HOME[dataClass]),
    );
    new AuditTrail(this, 'Trail', {
      name: config.name,
      archiveBucketName: bucketNameOf(config, DataClass.LOG),
      archiveKeyArn: this.archiveKeyArn(),
      key: foundation.keys.log,
      bucketArns: vaultsHere.map((dataClass) => bucketArnOf(config, dataClass)),
      logRetention: config.retentionDays.log,
      breakGlassRoleName: stageRoleName(config.name, BREAK_GLASS),
      alarmTopic: foundation.alarmTopic,
    });
    new DetectiveServices(this, 'Detection', {
      name: config.name,
      key: foundation.keys.log,
      organizationId: config.organizationId,
      historyBucketName: accessLogBucketName(config.name, this.environmentOf),
      alarmTopic: foundation.alarmTopic,
      adopt: config.existing,
      ...(this.hosts('data') && {
        quarantine: { bucketName: bucketNameOf(config, DataClass.RAW), key: foundation.keys.home(DataClass.RAW) },
      }),
    });
  }

  private logInvocations(): void {
    const { config, foundation } = this;
    new InvocationLogging(this, 'InvocationLogging', {
      name: config.name,
      organizationId: config.organizationId,
      archive: Bucket.fromBucketName(this, 'Archive', logArchiveBucketName(config.name, this.environmentOf)),
      key: foundation.keys.log,
      logRetention: config.retentionDays.log,
      alarmTopic: foundation.alarmTopic,
    });
  }

  private guardEvidence(network: IsolatedNetwork | undefined): void {
    const { config, foundation } = this;
    const { keys, accessLogs, alarmTopic } = foundation;
    const { organizationId, people } = config;
    vaultOf(this, config, DataClass.EVIDENCE, keys.home(DataClass.EVIDENCE), { accessLogs, network });
    stageRole(
      this,
      config,
      'record',
      Trust.role(deployerRoleArn(config.partition, this.environmentOf), organizationId),
      keys,
    );
    stageRole(this, config, 'respond', Trust.people([...people.responders], organizationId), keys);
    stageRole(this, config, 'audit', Trust.people([...people.auditors], organizationId), keys);
    const { statements, acceptedWildcards } = roleStatements(config, 'break-glass', keys);
    new BreakGlassRole(this, 'BreakGlass', {
      name: config.name,
      organizationId,
      principalArns: [...people.breakGlass],
      statements,
      acceptedWildcards,
      alarmTopic,
    });
  }

  /** The account is held against what was deployed: once, whatever environments it has. */
  private verify(): void {
    const { config, foundation, environmentOf } = this;
    const principal = verifierArn(config, environmentOf.account);
    new LiveVerification(this, 'Verification', {
      name: config.name,
      organizationId: config.organizationId,
      evidenceBucketName: bucketNameOf(config, DataClass.EVIDENCE),
      evidenceAccess: principalStatements(config, principal, environmentOf, foundation.keys),
      key: foundation.keys.log,
      logRetention: config.retentionDays.log,
      alarmTopic: foundation.alarmTopic,
    });
  }

  /** By its alias, since the key may lie in another account, where its id is not known. */
  private archiveKeyArn(): string {
    const { account, region } = this.config.places.security;
    return `arn:${this.config.partition}:kms:${region}:${account}:${keyAlias(this.config.name, DataClass.LOG)}`;
  }

  private hosts(place: (typeof HOME)[DataClass]): boolean {
    return this.environmentOf.places.includes(place);
  }
}
