import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { GATEWAY_STAGE } from '../../contract/gateway';
import { logGroupKeyStatement } from '../logs/log-group-key';

export interface ApiLogsProps {
  readonly name: string;
  readonly restApiId: string;
  readonly key: IKey;
  readonly retention: RetentionDays;
}

/** API Gateway names its execution log groups so. The id is not known before the API is, so the key's policy says `*`. */
export const EXECUTION_LOGS = 'API-Gateway-Execution-Logs_';

export function accessLogGroupName(name: string): string {
  return `/${name}/api-access`;
}

/** The API's access log and its execution log, both made before API Gateway would make the second one unencrypted. */
export class ApiLogs extends Construct {
  public readonly access: LogGroup;
  public readonly execution: LogGroup;

  public constructor(scope: Construct, id: string, props: ApiLogsProps) {
    super(scope, id);
    const accessName = accessLogGroupName(props.name);
    props.key.addToResourcePolicy(logGroupKeyStatement(this, accessName));
    props.key.addToResourcePolicy(logGroupKeyStatement(this, `${EXECUTION_LOGS}*/${GATEWAY_STAGE}`));
    this.access = this.group('Access', accessName, props);
    const executionName = Fn.join('', [EXECUTION_LOGS, props.restApiId, `/${GATEWAY_STAGE}`]);
    this.execution = this.group('Execution', executionName, props);
  }

  private group(id: string, logGroupName: string, { key, retention }: ApiLogsProps): LogGroup {
    return new LogGroup(this, id, {
      logGroupName,
      encryptionKey: key,
      retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

/** One line a request: who, from where, how it ended, how long it took. No header and no body. */
export const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    extendedRequestId: AccessLogField.contextExtendedRequestId(),
    time: AccessLogField.contextRequestTimeEpoch(),
    traceId: AccessLogField.contextXrayTraceId(),
    userArn: AccessLogField.contextIdentityUserArn(),
    accountId: AccessLogField.contextCallerAccountId(),
    sourceIp: AccessLogField.contextIdentitySourceIp(),
    vpcEndpoint: '$context.identity.vpceId',
    method: AccessLogField.contextHttpMethod(),
    path: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    errorType: AccessLogField.contextErrorResponseType(),
    wafStatus: AccessLogField.contextWafResponseCode(),
    responseBytes: AccessLogField.contextResponseLength(),
    latencyMs: AccessLogField.contextResponseLatency(),
    integrationLatencyMs: AccessLogField.contextIntegrationLatency(),
  }),
);
