import { Duration, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DEPLOYED_PREFIX, LiveVerificationVariable, VERIFICATIONS_PREFIX } from '../../contract/live-verification';
import { stageRoleName } from '../../contract/names';
import { StageFunction } from '../function/stage-function';
import { StageRole } from '../identity/stage-role';
import { boundUse, inspection } from '../keys/key-policy';
import { VaultAccess, type VaultDoor } from '../vault/vault-door';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { VerificationAlarms } from './verification-alarms';
import { LiveVerificationError } from './verification-error';
import { VerificationRole } from './verification-role';
import { VerificationSchedule } from './verification-schedule';
import { evidenceAccess, type EvidenceAccess } from './verification-statements';

/** Stage name of the function and its role. */
const STAGE = 'verify';
const DEFAULT_HOUR = 4;
const NO_NETWORK =
  'asks the control planes of twenty-two services for settings and handles no data; a network with a way to all of them would be a way out for others';

export interface LiveVerificationProps {
  /** The platform's name: the function and its role are `NAME-verify`. */
  readonly name: string;
  readonly organizationId: string;
  /** Bucket of evidence: `deployed/` holds what was meant, `verifications/` gets what was found. */
  readonly evidenceBucketName: string;
  /** Encrypts that bucket, in this account and region. The construct lets the role use it. @default - `evidenceAccess` says what the role may do */
  readonly evidenceKey?: IKey;
  /**
   * What the role may do with the evidence, where it lies in another account, or its policies are generated. Whoever gives this lets the role use key
   * and bucket. @default - it reads and writes with `evidenceKey`
   */
  readonly evidenceAccess?: EvidenceAccess;
  /**
   * Keys whose settings are verified. The construct lets the role read policy, rotation and grants of each, and nothing under it.
   * @default - those that let it already
   */
  readonly verifiedKeys?: IKey[];
  /** Encrypts environment, logs and dead letters. The construct lets EventBridge use it, and the role. */
  readonly key: IKey;
  readonly logRetention: RetentionDays;
  /** Hears of everything. Its policy must let CloudWatch of this account publish, as `AlarmTopic`'s does. */
  readonly alarmTopic: ITopic;
  /** Encrypts what is published to the topic. The construct lets the role use it. @default - `key` */
  readonly alarmKey?: IKey;
  /** The hour of each day, in UTC, 0 to 23. @default 4 */
  readonly hour?: number;
}

/**
 * Holds the account against what was deployed, once a day, by a role that changes nothing; keeps the result with the evidence, and tells people
 * of what is not in place, of what could not be read, and of runs that did not happen.
 *
 * @throws LiveVerificationError `HOUR_INVALID`, `EVIDENCE_ACCESS_INVALID`
 */
export class LiveVerification extends Construct {
  /** The ways in that the vault of evidence must have. */
  public readonly doors: VaultDoor[];
  public readonly role: IRole;
  private readonly bucketArn: string;

  public constructor(scope: Construct, id: string, props: LiveVerificationProps) {
    super(scope, id);
    const functionName = stageRoleName(props.name, STAGE);
    this.bucketArn = `arn:${Stack.of(this).partition}:s3:::${props.evidenceBucketName}`;
    this.role = this.makeRole(functionName, props);
    const stage = new StageFunction(this, 'Verify', {
      handler: 'verify',
      functionName,
      role: this.role,
      key: props.key,
      environment: {
        [LiveVerificationVariable.EVIDENCE_BUCKET]: props.evidenceBucketName,
        [LiveVerificationVariable.ALARM_TOPIC]: props.alarmTopic.topicArn,
        [LiveVerificationVariable.PLATFORM]: props.name,
      },
      timeout: Duration.minutes(15),
      memoryMiB: 1024,
      reservedConcurrency: 1,
      logRetention: props.logRetention,
      alarmTopic: props.alarmTopic,
    });
    acceptNoNetwork(stage.lambda.node.defaultChild as CfnFunction);
    new VerificationSchedule(this, 'Daily', {
      ruleName: functionName,
      hour: props.hour ?? DEFAULT_HOUR,
      stage,
    });
    new VerificationAlarms(this, 'Alarms', {
      name: props.name,
      logGroup: stage.logGroup,
      topic: props.alarmTopic,
    });
    const principalArn = StageRole.roleArn(this, props.name, STAGE);
    this.doors = [
      { principalArn, access: VaultAccess.READ, prefix: DEPLOYED_PREFIX },
      { principalArn, access: VaultAccess.WRITE, prefix: VERIFICATIONS_PREFIX },
    ];
  }

  private makeRole(functionName: string, props: LiveVerificationProps): IRole {
    const { key, alarmKey = key, alarmTopic } = props;
    const { role } = new VerificationRole(this, 'Role', {
      roleName: functionName,
      organizationId: props.organizationId,
      evidence: this.evidence(props),
      alarms: { topicArn: alarmTopic.topicArn, topicKeyArn: alarmKey.keyArn },
      deadLetterKeyArn: key.keyArn,
    });
    this.openKeys(props);
    return role;
  }

  private evidence({ evidenceKey, evidenceAccess: given }: LiveVerificationProps): EvidenceAccess {
    if (given && !evidenceKey) return given;
    if (evidenceKey && !given) return evidenceAccess(this, this.bucketArn, evidenceKey.keyArn);
    throw new LiveVerificationError(
      'EVIDENCE_ACCESS_INVALID',
      `evidenceKey or evidenceAccess must be given, and not both, got ${given ? 'both' : 'neither'}`,
    );
  }

  private openKeys({ name, key, evidenceKey, alarmKey = key, verifiedKeys = [] }: LiveVerificationProps): void {
    const { region } = Stack.of(this);
    const roleArn = StageRole.roleArn(this, name, STAGE);
    const use = ['kms:Decrypt', 'kms:GenerateDataKey'];
    evidenceKey?.addToResourcePolicy(boundUse(roleArn, use, `s3.${region}.amazonaws.com`, this.bucketArn));
    alarmKey.addToResourcePolicy(boundUse(roleArn, use, `sns.${region}.amazonaws.com`));
    for (const one of new Set(verifiedKeys)) one.addToResourcePolicy(inspection(roleArn));
  }
}

function acceptNoNetwork(lambda: CfnFunction): void {
  for (const pack of ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']) {
    acknowledgeBuiltIn(lambda, `${pack}-LambdaInsideVPC`, NO_NETWORK);
  }
  acknowledgeBuiltIn(lambda, 'ControlTower-CT.LAMBDA.PR.3', NO_NETWORK);
}
