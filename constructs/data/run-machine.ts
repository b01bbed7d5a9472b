import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { logGroupKeyStatement } from '../logs/log-group-key';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import type { DataNames } from './data-names';
import { runDefinition } from './run-definition';

const UNTRACED =
  'X-Ray takes segments only from a role that may write to resource *, which this platform grants to nobody; every event of a run is in the machine’s log and history instead';

const TRACING_RULES = [
  'AwsSolutions-SF2',
  'Serverless-StepFunctionStateMachineXray',
  'ControlTower-CT.STEPFUNCTIONS.PR.2',
];

export interface RunMachineProps {
  readonly names: DataNames;
  readonly role: IRole;
  /** Encrypts what the machine remembers. */
  readonly key: IKey;
  readonly logKey: IKey;
  readonly logRetention: RetentionDays;
  readonly topicArn: string;
  readonly maxConcurrency: number;
}

/** The state machine of a data run: its memory under our key, every event in its log, and no data in the log. */
export class RunMachine extends Construct {
  public readonly machine: CfnStateMachine;
  public readonly logGroup: LogGroup;

  public constructor(scope: Construct, id: string, props: RunMachineProps) {
    super(scope, id);
    const { names } = props;
    props.logKey.addToResourcePolicy(logGroupKeyStatement(this, names.machineLogGroup));
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: names.machineLogGroup,
      encryptionKey: props.logKey,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const definition = runDefinition({
      machineArn: names.machineArn,
      drive: names.drive,
      map: names.map,
      topicArn: props.topicArn,
      workBucket: names.workBucket,
      maxConcurrency: props.maxConcurrency,
    });
    this.machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: names.run,
      stateMachineType: 'STANDARD',
      roleArn: props.role.roleArn,
      definitionString: Stack.of(this).toJsonString(definition),
      encryptionConfiguration: {
        type: 'CUSTOMER_MANAGED_KMS_KEY',
        kmsKeyId: props.key.keyArn,
        kmsDataKeyReusePeriodSeconds: 300,
      },
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: this.logGroup.logGroupArn } }],
      },
    });
    this.machine.node.addDependency(props.role);
    for (const rule of TRACING_RULES) acknowledgeBuiltIn(this.machine, rule, UNTRACED);
  }
}
