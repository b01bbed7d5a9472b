import { isIP } from 'node:net';
import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { AthenaClient } from '@aws-sdk/client-athena';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Macie2Client } from '@aws-sdk/client-macie2';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { WAFV2Client } from '@aws-sdk/client-wafv2';
import type { Gate } from './gate';

const SERVICES = {
  accessanalyzer: AccessAnalyzerClient,
  apigateway: APIGatewayClient,
  athena: AthenaClient,
  bedrock: BedrockClient,
  cloudformation: CloudFormationClient,
  cloudtrail: CloudTrailClient,
  cloudwatch: CloudWatchClient,
  config: ConfigServiceClient,
  ec2: EC2Client,
  events: EventBridgeClient,
  guardduty: GuardDutyClient,
  iam: IAMClient,
  kms: KMSClient,
  lambda: LambdaClient,
  logs: CloudWatchLogsClient,
  macie2: Macie2Client,
  s3: S3Client,
  sagemaker: SageMakerClient,
  securityhub: SecurityHubClient,
  sfn: SFNClient,
  sns: SNSClient,
  sqs: SQSClient,
  sts: STSClient,
  wafv2: WAFV2Client,
} as const;

/** The names are those that IAM gives the services' actions, but for `apigateway` and `wafv2`, which are the same there, and `sfn`, which is `states`. */
export type ServiceName = keyof typeof SERVICES;

/** One client of each service. */
export type Clients = { readonly [Name in ServiceName]: InstanceType<(typeof SERVICES)[Name]> };

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ClientOptions {
  readonly region: string;
  /** @default the SDK's own chain */
  readonly credentials?: Credentials;
  /** Where a service answers, when it is not AWS. */
  readonly endpoint?: (service: ServiceName) => string | undefined;
  readonly gate: Gate;
}

/** What of a client is touched; the SDK types it for each service anew. */
interface Guarded {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (given: unknown) => Promise<unknown>,
        context: { readonly commandName?: string },
      ) => (given: unknown) => Promise<unknown>,
      options: { readonly step: 'initialize'; readonly priority: 'high'; readonly name: string },
    ): void;
  };
}

/** Clients that are made when they are first asked for, and whose every call passes the gate. */
export function clientsFor(options: ClientOptions): Clients {
  const made = new Map<ServiceName, object>();
  const clients = {};
  for (const name of Object.keys(SERVICES) as ServiceName[]) {
    Object.defineProperty(clients, name, {
      enumerable: true,
      get: () => {
        const known = made.get(name) ?? make(name, options);
        made.set(name, known);
        return known;
      },
    });
  }
  return clients as Clients;
}

function make(name: ServiceName, { region, credentials, endpoint, gate }: ClientOptions): object {
  const url = endpoint?.(name);
  const Service = SERVICES[name] as new (config: object) => object;
  const client = new Service({
    region,
    ...(credentials === undefined ? {} : { credentials }),
    ...(url === undefined ? {} : { endpoint: url }),
    // The SDK tries again at once, the gate over a longer time.
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: Math.min(5000, gate.callMilliseconds),
      requestTimeout: gate.callMilliseconds,
      throwOnRequestTimeout: true,
    },
    ...(name === 's3' ? { forcePathStyle: url !== undefined && isPlain(new URL(url).hostname) } : {}),
    ...(name === 'sqs' && url !== undefined ? { useQueueUrlAsEndpoint: false } : {}),
  });
  const guarded = client as unknown as Guarded;
  guarded.middlewareStack.add(
    (next, { commandName = '' }) =>
      (given) =>
        gate.pass(`${name} in ${region}`, `${name}:${commandName.replace(/Command$/, '')}`, () => next(given)),
    { step: 'initialize', priority: 'high', name: 'rampartGate' },
  );
  return client;
}

/** Where a bucket's name cannot stand before the host. */
function isPlain(host: string): boolean {
  return isIP(host.replace(/^\[|\]$/g, '')) !== 0 || host === 'localhost';
}
