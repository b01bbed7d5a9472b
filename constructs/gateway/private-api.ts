import { Duration } from 'aws-cdk-lib';
import {
  CfnClientCertificate,
  Deployment,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { InterfaceVpcEndpoint } from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { GATEWAY_RESOURCE, GATEWAY_STAGE, GATEWAY_TIMES } from '../../contract/gateway';
import { StageFunction, type FunctionNetwork } from '../function/stage-function';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { ApiAccount } from './api-account';
import { ApiAlarms } from './api-alarms';
import { ApiFirewall } from './api-firewall';
import { apiLimits, checkDoor } from './api-limits';
import { ACCESS_LOG_FORMAT, ApiLogs } from './api-logs';
import { apiPolicy } from './api-policy';
import { gatewayEnvironment } from './gateway-environment';
import { answerSafely } from './gateway-responses';
import { addInvokeMethod } from './invoke-method';

/** A Bedrock model, and the guardrail without which it is never asked. */
export interface BedrockTarget {
  /** Model id, or ARN of an inference profile. */
  readonly modelId: string;
  readonly guardrailId: string;
  /** Number of a published version. */
  readonly guardrailVersion: string;
}

export interface PrivateApiProps {
  /** The platform's name: the API and its function are `NAME-gateway`. */
  readonly name: string;
  readonly network: FunctionNetwork;
  /** The gateway stage's role, `NAME-gateway`, with `stageFunctionStatements` and the right to ask the model. */
  readonly role: IRole;
  /** Encrypts logs and the function's environment. The construct adds what CloudWatch Logs needs to its policy. */
  readonly logKey: IKey;
  /** Encrypts dead letters, which may hold prompts. @default - `logKey` */
  readonly conversationKey?: IKey;
  /** Ids of the `execute-api` endpoints through which callers come: the platform's and the callers' own. */
  readonly executeApiEndpoints: string[];
  /** Roles that may call, in this account or another of the organisation. */
  readonly callerRoleArns: string[];
  readonly organizationId: string;
  /** @default - no Bedrock model */
  readonly bedrock?: BedrockTarget;
  /** Name of a SageMaker endpoint. @default - no SageMaker model */
  readonly sageMakerEndpoint?: string;
  readonly logRetention: RetentionDays;
  readonly alarmTopic: ITopic;
  /** From 1 to 100. @default 20 */
  readonly requestsPerSecond?: number;
  /** From 1 to 200. @default - twice `requestsPerSecond` */
  readonly burst?: number;
  /** Requests that one address may send in five minutes, from 10 to 10000. @default 1000 */
  readonly ratePerFiveMinutes?: number;
  /** The account's setting for API Gateway's logs exists already, and is left alone. @default false */
  readonly adoptApiAccount?: boolean;
}

const PACKS = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];
const UNCACHED =
  "no answer is cached, encrypted or not: a cache would give one caller's answer to another, and keep conversations outside their key";

/**
 * The only door to the model: a private REST API, for signed requests of listed roles through listed endpoints, behind a firewall.
 *
 * @throws PrivateApiError `CALLERS_OUT_OF_BOUNDS`, `CALLER_NOT_A_ROLE`, `ENDPOINT_MISSING`, `ENDPOINT_INVALID`, `MODEL_MISSING`,
 * `GUARDRAIL_NOT_PINNED` or `LIMIT_OUT_OF_BOUNDS`
 */
export class PrivateApi extends Construct {
  public readonly api: RestApi;
  public readonly stage: Stage;
  public readonly stageFunction: StageFunction;
  public readonly logs: ApiLogs;

  public constructor(scope: Construct, id: string, props: PrivateApiProps) {
    super(scope, id);
    checkDoor(props);
    const limits = apiLimits(props);
    this.stageFunction = this.makeFunction(props);
    this.api = this.makeApi(props);
    this.logs = new ApiLogs(this, 'Logs', {
      name: props.name,
      restApiId: this.api.restApiId,
      key: props.logKey,
      retention: props.logRetention,
    });
    this.stage = this.makeStage(limits.requestsPerSecond, limits.burst);
    this.api.deploymentStage = this.stage;
    addInvokeMethod(this.api, this.stageFunction.lambda);
    if (!props.adoptApiAccount) {
      this.stage.node.addDependency(new ApiAccount(this, 'Account', { name: props.name }));
    }
    const firewall = new ApiFirewall(this, 'Firewall', {
      name: props.name,
      logKey: props.logKey,
      logRetention: props.logRetention,
      restApiId: this.api.restApiId,
      stage: this.stage,
      ratePerFiveMinutes: limits.ratePerFiveMinutes,
    });
    new ApiAlarms(this, 'Alarms', {
      name: props.name,
      apiName: this.api.restApiName,
      webAclName: firewall.webAcl.name ?? firewall.webAcl.ref,
      accessLog: this.logs.access,
      stageFunction: this.stageFunction,
      topic: props.alarmTopic,
    });
  }

  /** ARN of the one method, for the policies of callers and of their endpoints. */
  public get invokeArn(): string {
    return this.api.arnForExecuteApi('POST', `/${GATEWAY_RESOURCE}`, GATEWAY_STAGE);
  }

  private makeFunction(props: PrivateApiProps): StageFunction {
    return new StageFunction(this, 'Function', {
      handler: 'gateway',
      functionName: `${props.name}-gateway`,
      role: props.role,
      key: props.logKey,
      deadLetterKey: props.conversationKey,
      environment: gatewayEnvironment(props),
      network: props.network,
      timeout: Duration.millis(GATEWAY_TIMES.function),
      memoryMiB: 512,
      reservedConcurrency: 50,
      logRetention: props.logRetention,
    });
  }

  private makeApi(props: PrivateApiProps): RestApi {
    const api = new RestApi(this, 'Api', {
      restApiName: `${props.name}-gateway`,
      description: `${props.name}: the only door to the model`,
      endpointConfiguration: {
        types: [EndpointType.PRIVATE],
        vpcEndpoints: props.executeApiEndpoints.map((vpcEndpointId, at) =>
          InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(this, `Endpoint${at}`, { vpcEndpointId, port: 443 }),
        ),
      },
      policy: apiPolicy(props),
      cloudWatchRole: false,
      deploy: false,
    });
    answerSafely(api);
    return api;
  }

  private makeStage(throttlingRateLimit: number, throttlingBurstLimit: number): Stage {
    // API Gateway shows this certificate to HTTP back ends, of which there is none: it costs nothing, and stands where one is added.
    const certificate = new CfnClientCertificate(this, 'Certificate', { description: this.api.restApiName });
    const stage = new Stage(this, 'Stage', {
      deployment: new Deployment(this, 'Deployment', { api: this.api }),
      stageName: GATEWAY_STAGE,
      clientCertificateId: certificate.ref,
      accessLogDestination: new LogGroupLogDestination(this.logs.access),
      accessLogFormat: ACCESS_LOG_FORMAT,
      loggingLevel: MethodLoggingLevel.ERROR,
      // Would write bodies, which are conversations, into the execution log.
      dataTraceEnabled: false,
      metricsEnabled: true,
      tracingEnabled: true,
      throttlingRateLimit,
      throttlingBurstLimit,
      cacheClusterEnabled: false,
    });
    stage.node.addDependency(this.logs);
    for (const pack of PACKS) acknowledgeBuiltIn(stage, `${pack}-APIGWCacheEnabledAndEncrypted`, UNCACHED);
    return stage;
  }
}
