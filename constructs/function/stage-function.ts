import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { logGroupKeyStatement } from '../logs/log-group-key';
import type { StageHandler } from '../../contract/handlers';
import { bundleOf } from './bundle';
import { queueKeyStatement, runtimeStatements } from './runtime-access';

/** Where a function's network interfaces stand. */
export interface FunctionNetwork {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly securityGroup: ISecurityGroup;
}

export interface StageFunctionProps {
  /** Which bundle of `stages/` runs. */
  readonly handler: StageHandler;
  /** The function's physical name; its log group is `/aws/lambda/NAME`. */
  readonly functionName: string;
  readonly role: IRole;
  /** Encrypts environment, logs and dead letters. The construct adds what CloudWatch Logs needs to the key's policy. */
  readonly key: IKey;
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
}

/** One handler of `stages/` as a Lambda function: its own role, encrypted environment and logs, bounded concurrency, dead letters kept. */
export class StageFunction extends Construct {
  public readonly lambda: LambdaFunction;
  public readonly logGroup: LogGroup;
  public readonly deadLetters: Queue;
  private readonly key: IKey;

  public constructor(scope: Construct, id: string, props: StageFunctionProps) {
    super(scope, id);
    this.key = props.key;
    const logGroupName = `/aws/lambda/${props.functionName}`;
    const queueName = `${props.functionName}-dead-letters`;
    props.key.addToResourcePolicy(logGroupKeyStatement(this, logGroupName));
    props.key.addToResourcePolicy(queueKeyStatement(this, queueName));
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: props.key,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: props.key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: props.functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleOf(props.handler)),
      handler: 'index.handler',
      role: props.role,
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
  }

  /** What the function's role needs to run: to write its logs and to keep its dead letters. Add it where the role is made with the function. */
  public runtimeStatements(): PolicyStatement[] {
    return runtimeStatements(this, this.logGroup.logGroupArn, this.deadLetters.queueArn, this.key.keyArn);
  }

  /** The same for a role that is made before the function, by the names that the function will have. */
  public static runtimeStatementsFor(scope: Construct, functionName: string, key: IKey): PolicyStatement[] {
    const { account, region, partition } = Stack.of(scope);
    return runtimeStatements(
      scope,
      `arn:${partition}:logs:${region}:${account}:log-group:/aws/lambda/${functionName}:*`,
      `arn:${partition}:sqs:${region}:${account}:${functionName}-dead-letters`,
      key.keyArn,
    );
  }
}
