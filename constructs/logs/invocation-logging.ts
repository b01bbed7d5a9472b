import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  INVOCATION_LOGGING_TYPE,
  InvocationContent,
  type InvocationLoggingProperties,
} from '../../contract/invocation-logging';
import { LogPrefix, MINIMUM_LOG_RETENTION_DAYS, invocationLogGroupName } from '../../contract/log-archive';
import { limitRetries } from '../function/limit-retries';
import { StageFunction } from '../function/stage-function';
import { acceptStageFunctionWildcards, stageFunctionStatements } from '../function/stage-function-statements';
import { standingDenies } from '../identity/standing-denies';
import { Trust } from '../identity/trust';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { InvocationDeliveryRole } from './invocation-delivery-role';
import { LogVaultError } from './log-error';
import { logGroupKeyStatement } from './log-group-key';

const SWITCHING = [
  'bedrock:DeleteModelInvocationLoggingConfiguration',
  'bedrock:GetModelInvocationLoggingConfiguration',
  'bedrock:PutModelInvocationLoggingConfiguration',
];
const FUNCTION_TIMEOUT = Duration.seconds(150);
const NO_NETWORK =
  "calls Bedrock's control plane and CloudFormation's response address only, handles no data; a network with a way to that address would be a way out for others";

export interface InvocationLoggingProps {
  /** The platform's name: the function is `NAME-invocation-logging`, the log group `/NAME/bedrock-invocations`. */
  readonly name: string;
  /** Receives the logs, under `invocation/`. Bedrock delivers only within one account and region. */
  readonly archive: IBucket;
  /** Encrypts the log group and the function. */
  readonly key: IKey;
  /** Nothing that belongs to another organisation is touched. */
  readonly organizationId: string;
  /** At least six months. */
  readonly logRetention: RetentionDays;
  /** Hears when the switch fails. @default - nobody */
  readonly alarmTopic?: ITopic;
  /**
   * How much is logged. Prompts may hold personal data, which an archive under object lock cannot forget before its time.
   * @default InvocationContent.METADATA
   */
  readonly content?: InvocationContent;
}

/**
 * Switches Bedrock's invocation logging on, for the whole account and region. Where it is on already, and not by this platform,
 * the deployment fails and says so; it never overwrites or removes what it did not put.
 *
 * @throws LogVaultError `ARCHIVE_ELSEWHERE`, `RETENTION_TOO_SHORT`
 */
export class InvocationLogging extends Construct {
  public readonly logGroup: LogGroup;

  public constructor(scope: Construct, id: string, props: InvocationLoggingProps) {
    super(scope, id);
    refuse(this, props);
    this.logGroup = this.makeLogGroup(props);
    const deliveryRole = new InvocationDeliveryRole(this, 'Delivery', { name: props.name }).role;
    const functionName = `${props.name}-invocation-logging`;
    const policy = this.functionPolicy(functionName, props, deliveryRole);
    const role = new Role(this, 'Role', {
      roleName: functionName,
      description: `${props.name}: switches Bedrock's invocation logging`,
      assumedBy: Trust.lambda(Stack.of(this).account),
      managedPolicies: [policy],
      permissionsBoundary: policy,
    });
    const stage = new StageFunction(this, 'Switch', {
      handler: 'invocation-logging',
      functionName,
      role,
      key: props.key,
      environment: {},
      timeout: FUNCTION_TIMEOUT,
      reservedConcurrency: 1,
      logRetention: props.logRetention,
      alarmTopic: props.alarmTopic,
    });
    limitRetries(this, stage);
    acceptNoNetwork(stage.lambda.node.defaultChild as CfnFunction);
    this.makeSwitch(props, stage, deliveryRole);
  }

  private makeSwitch(props: InvocationLoggingProps, stage: StageFunction, deliveryRole: Role): void {
    const properties: InvocationLoggingProperties = {
      BucketName: props.archive.bucketName,
      KeyPrefix: LogPrefix.INVOCATION,
      LogGroupName: this.logGroup.logGroupName,
      RoleArn: deliveryRole.roleArn,
      Content: props.content ?? InvocationContent.METADATA,
    };
    const resource = new CustomResource(this, 'Configuration', {
      serviceToken: stage.lambda.functionArn,
      resourceType: INVOCATION_LOGGING_TYPE,
      serviceTimeout: Duration.minutes(30),
      properties: { ...properties },
    });
    resource.node.addDependency(stage, deliveryRole);
    if (props.archive.policy) resource.node.addDependency(props.archive.policy);
  }

  private makeLogGroup(props: InvocationLoggingProps): LogGroup {
    const logGroupName = invocationLogGroupName(props.name);
    props.key.addToResourcePolicy(logGroupKeyStatement(this, logGroupName));
    return new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: props.key,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Bedrock knows no resource for these actions, so that only `*` can be named: region and function narrow it down. */
  private functionPolicy(functionName: string, props: InvocationLoggingProps, deliveryRole: Role): ManagedPolicy {
    const { account, region, partition } = Stack.of(this);
    const access = { functionName, deadLetterKeyArn: props.key.keyArn };
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: functionName,
      description: `${functionName}: all that the function may do, and its boundary`,
      statements: [
        new PolicyStatement({
          sid: 'SwitchInvocationLogging',
          actions: SWITCHING,
          resources: ['*'],
          conditions: {
            StringEquals: { 'aws:RequestedRegion': region },
            ArnEquals: {
              'lambda:SourceFunctionArn': `arn:${partition}:lambda:${region}:${account}:function:${functionName}`,
            },
          },
        }),
        new PolicyStatement({
          sid: 'HandBedrockItsRole',
          actions: ['iam:PassRole'],
          resources: [deliveryRole.roleArn],
          conditions: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
        }),
        ...stageFunctionStatements(this, access),
        ...standingDenies(props.organizationId, SWITCHING),
      ],
    });
    acceptStageFunctionWildcards(policy, access);
    acknowledgeBuiltIn(
      policy,
      'AwsSolutions-IAM5[Resource::*]',
      'the three actions act on an account-wide setting and take no resource; conditions bind them to this region and this one function',
    );
    return policy;
  }
}

function refuse(scope: Construct, props: InvocationLoggingProps): void {
  const { account, region } = Stack.of(scope);
  const { env } = props.archive;
  if (env.account !== account || env.region !== region) {
    throw new LogVaultError(
      'ARCHIVE_ELSEWHERE',
      `archive must lie in ${account} ${region}, because Bedrock delivers invocation logs only within one account and region, got ${env.account} ${env.region}`,
    );
  }
  if (props.logRetention < MINIMUM_LOG_RETENTION_DAYS) {
    throw new LogVaultError(
      'RETENTION_TOO_SHORT',
      `logRetention must be at least ${MINIMUM_LOG_RETENTION_DAYS} days, got ${props.logRetention}`,
    );
  }
}

function acceptNoNetwork(lambda: CfnFunction): void {
  for (const pack of ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']) {
    acknowledgeBuiltIn(lambda, `${pack}-LambdaInsideVPC`, NO_NETWORK);
  }
  acknowledgeBuiltIn(lambda, 'ControlTower-CT.LAMBDA.PR.3', NO_NETWORK);
}
