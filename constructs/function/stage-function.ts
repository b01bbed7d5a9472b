import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Role, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { RampartError } from '../../contract/errors';
import type { PlatformHandler } from '../../contract/handlers';
import { logGroupKeyStatement } from '../logs/log-group-key';
import { DeadLetterAlarm } from '../alarms/dead-letter-alarm';
import { DeadLetterQueue, DeadLetterSource } from '../alarms/dead-letter-queue';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { bundleOf } from './bundle';
import { deadLetterKeyStatement, deadLetterQueueName, functionLogGroupName } from './stage-function-statements';

const UNTRACED =
  'X-Ray takes segments only from a role that may write to resource *, which this platform grants to nobody; the function logs latency, outcome and request id of each run instead';

/** A function that cannot be made as asked. */
export class StageFunctionError extends RampartError {}

/** Where a function's network interfaces stand. */
export interface FunctionNetwork {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly securityGroup: ISecurityGroup;
}

export interface StageFunctionProps {
  /** Which bundle runs. */
  readonly handler: PlatformHandler;
  /** The function's physical name, which its role has too; its log group is `/aws/lambda/NAME`. */
  readonly functionName: string;
  /** What the function may do, `stageFunctionStatements` included. Nothing is added here; import a role with `mutable: false`. */
  readonly role: IRole;
  /** Encrypts environment, logs and dead letters. The construct adds what CloudWatch Logs and the role need to the key's policy. */
  readonly key: IKey;
  /** Encrypts dead letters, where events carry data of another class than logs. @default - `key` */
  readonly deadLetterKey?: IKey;
  readonly environment: Readonly<Record<string, string>>;
  /** @default - no network of ours: only for functions that call one AWS control plane */
  readonly network?: FunctionNetwork;
  /** @default 30 seconds */
  readonly timeout?: Duration;
  /** @default 256 MiB */
  readonly memoryMiB?: number;
  /** @default 10 */
  readonly reservedConcurrency?: number;
  readonly logRetention: RetentionDays;
  /** Hears of the first dead letter. @default - nobody: whoever makes the function watches its `deadLetters` */
  readonly alarmTopic?: ITopic;
}

/**
 * One handler as a Lambda function: its own role, encrypted environment and logs, bounded concurrency, dead letters kept.
 *
 * @throws StageFunctionError `ROLE_NAME_DIFFERS`
 */
export class StageFunction extends Construct {
  public readonly lambda: LambdaFunction;
  public readonly logGroup: LogGroup;
  public readonly deadLetters: DeadLetterQueue;

  public constructor(scope: Construct, id: string, props: StageFunctionProps) {
    super(scope, id);
    refuseOtherName(props);
    this.logGroup = this.makeLogGroup(props);
    this.deadLetters = this.makeDeadLetters(props);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: props.functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleOf(props.handler)),
      handler: 'index.handler',
      // CDK would otherwise write an inline policy for the queue.
      role: props.role instanceof Role ? props.role.withoutPolicyUpdates() : props.role,
      environment: { ...props.environment },
      environmentEncryption: props.key,
      timeout: props.timeout ?? Duration.seconds(30),
      memorySize: props.memoryMiB ?? 256,
      reservedConcurrentExecutions: props.reservedConcurrency ?? 10,
      tracing: Tracing.DISABLED,
      logGroup: this.logGroup,
      deadLetterQueue: this.deadLetters,
      ...(props.network && {
        vpc: props.network.vpc,
        vpcSubnets: props.network.subnets,
        securityGroups: [props.network.securityGroup],
      }),
    });
    acknowledgeBuiltIn(this.lambda, 'Serverless-LambdaTracing', UNTRACED);
  }

  private makeLogGroup(props: StageFunctionProps): LogGroup {
    const logGroupName = functionLogGroupName(props.functionName);
    props.key.addToResourcePolicy(logGroupKeyStatement(this, logGroupName));
    return new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: props.key,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  private makeDeadLetters(props: StageFunctionProps): DeadLetterQueue {
    const key = props.deadLetterKey ?? props.key;
    key.addToResourcePolicy(deadLetterKeyStatement(this, props.functionName));
    const queueName = deadLetterQueueName(props.functionName);
    const queue = new DeadLetterQueue(this, 'DeadLetters', { queueName, key, source: DeadLetterSource.FUNCTION });
    if (props.alarmTopic) {
      new DeadLetterAlarm(this, 'Lost', {
        alarmName: queueName,
        description: `${props.functionName} could not handle an event; the event is in ${queueName}`,
        queue,
        topic: props.alarmTopic,
      });
    }
    return queue;
  }
}

/** The key's policy names the role by the function's name, so that it needs nothing of the role's stack. */
function refuseOtherName({ role, functionName }: StageFunctionProps): void {
  const { roleName } = role;
  if (Token.isUnresolved(roleName) || roleName === functionName) return;
  throw new StageFunctionError(
    'ROLE_NAME_DIFFERS',
    `role: must be named like the function, ${functionName}, because the key's policy names it so; got ${roleName}`,
  );
}
