import { Duration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DEPLOYED_PREFIX, LiveVerificationVariable, VERIFICATIONS_PREFIX } from '../../contract/live-verification';
import { stageRoleName } from '../../contract/names';
import { StageFunction } from '../function/stage-function';
import { StageRole } from '../identity/stage-role';
import { boundUse } from '../keys/key-policy';
import { VaultAccess, type VaultDoor } from '../vault/vault-door';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { VerificationAlarms } from './verification-alarms';
import { VerificationRole } from './verification-role';
import { VerificationSchedule } from './verification-schedule';
import { bucketArnOf } from './verification-statements';

/** Stage name of the function and its role. */
const STAGE = 'verify';
const DEFAULT_HOUR = 4;
const NO_NETWORK =
  'asks the control planes of twenty-two services for settings and handles no data; a network with a way to all of them would be a way out for others';

export interface LiveVerificationProps {
  /** The platform's name: the function and its role are `NAME-verify`. */
  readonly name: string;
  readonly organizationId: string;
  /** Bucket of evidence: `deployed/` holds what was meant, `verifications/` gets what was found. Same region. */
  readonly evidenceBucketName: string;
  /** Encrypts that bucket. The construct lets the role use it. */
  readonly evidenceKey: IKey;
  /** Keys whose settings are verified. The construct lets the role read policy, rotation and grants of each, and nothing under it. */
  readonly verifiedKeys: IKey[];
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
 * @throws LiveVerificationError `HOUR_INVALID`
 */
export class LiveVerification extends Construct {
  /** The ways in that the vault of evidence must have. */
  public readonly doors: VaultDoor[];
  public readonly role: IRole;

  public constructor(scope: Construct, id: string, props: LiveVerificationProps) {
    super(scope, id);
    const functionName = stageRoleName(props.name, STAGE);
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
    new VerificationAlarms(this, 'Alarms', { name: props.name, topic: props.alarmTopic });
    const principalArn = StageRole.roleArn(this, props.name, STAGE);
    this.doors = [
      { principalArn, access: VaultAccess.READ, prefix: DEPLOYED_PREFIX },
      { principalArn, access: VaultAccess.WRITE, prefix: VERIFICATIONS_PREFIX },
    ];
  }

  private makeRole(functionName: string, props: LiveVerificationProps): IRole {
    const { key, evidenceKey, alarmKey = key } = props;
    const places = {
      bucketName: props.evidenceBucketName,
      evidenceKeyArn: evidenceKey.keyArn,
      topicArn: props.alarmTopic.topicArn,
      topicKeyArn: alarmKey.keyArn,
    };
    const { role } = new VerificationRole(this, 'Role', {
      roleName: functionName,
      organizationId: props.organizationId,
      places,
      deadLetterKeyArn: key.keyArn,
    });
    this.openKeys(bucketArnOf(this, places), props);
    return role;
  }

  private openKeys(
    bucketArn: string,
    { name, key, evidenceKey, alarmKey = key, verifiedKeys }: LiveVerificationProps,
  ): void {
    const { region } = Stack.of(this);
    const roleArn = StageRole.roleArn(this, name, STAGE);
    const use = ['kms:Decrypt', 'kms:GenerateDataKey'];
    evidenceKey.addToResourcePolicy(boundUse(roleArn, use, `s3.${region}.amazonaws.com`, bucketArn));
    alarmKey.addToResourcePolicy(boundUse(roleArn, use, `sns.${region}.amazonaws.com`));
    for (const one of new Set(verifiedKeys)) one.addToResourcePolicy(settingsReadBy(roleArn, Stack.of(this).account));
  }
}

/** Our keys hand nothing to the account's IAM, so that reading a key's settings is for its own policy to allow. */
function settingsReadBy(roleArn: string, account: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'VerifySettings',
    principals: [new AccountPrincipal(account)],
    actions: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants'],
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn } },
  });
}

function acceptNoNetwork(lambda: CfnFunction): void {
  for (const pack of ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']) {
    acknowledgeBuiltIn(lambda, `${pack}-LambdaInsideVPC`, NO_NETWORK);
  }
  acknowledgeBuiltIn(lambda, 'ControlTower-CT.LAMBDA.PR.3', NO_NETWORK);
}
