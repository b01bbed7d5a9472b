import { GetRestApiCommand, GetStageCommand, type MethodSetting } from '@aws-sdk/client-api-gateway';
import { isResolvedList, isResolvedMap, type ResolvedMap } from '../../assembly/value';
import { single, text, told, type Reader } from '../reader';

export const GONE = ['NotFoundException'];
/** Reads of API Gateway are one action of IAM, on paths. */
export const GET = ['apigateway:GET'];

export const REST_APIS: Reader = {
  types: ['AWS::ApiGateway::RestApi'],
  calls: { 'apigateway:GetRestApi': GET },
  defaults: { ApiKeySourceType: 'HEADER', DisableExecuteApiEndpoint: false },
  async read({ physicalId: restApiId }, { clients: { apigateway } }) {
    let root: string | undefined;
    const found = await single(GONE, async () => {
      const api = await apigateway.send(new GetRestApiCommand({ restApiId }));
      root = api.rootResourceId;
      return {
        ...told({ EndpointConfiguration: endpoints(api.endpointConfiguration) }),
        ApiKeySourceType: api.apiKeySource,
        BinaryMediaTypes: api.binaryMediaTypes,
        Description: api.description,
        DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
        MinimumCompressionSize: api.minimumCompressionSize,
        Name: api.name,
        Policy: ownPolicy(api.policy, restApiId),
      };
    });
    if (found.kind === 'missing') return found;
    return { ...found, attributes: { RestApiId: restApiId, ...(root === undefined ? {} : { RootResourceId: root }) } };
  },
};

function endpoints(of: { types?: readonly string[]; vpcEndpointIds?: readonly string[] } | undefined): unknown {
  return of && { Types: of.types, VpcEndpointIds: of.vpcEndpointIds };
}

/** The service writes the API's ARN where a template has `execute-api:/`, and sends the text with its quotes escaped. */
function ownPolicy(policy: string | undefined, api: string): unknown {
  if (policy === undefined || policy === '') return undefined;
  const whole = policy.startsWith('{\\') ? (JSON.parse(`"${policy}"`) as string) : policy;
  return JSON.parse(
    whole.replaceAll(new RegExp(`arn:[^:"]*:execute-api:[^:"]*:[^:"]*:${api}/`, 'g'), 'execute-api:/'),
  ) as unknown;
}

export const STAGES: Reader = {
  types: ['AWS::ApiGateway::Stage'],
  calls: { 'apigateway:GetStage': GET },
  defaults: { CacheClusterEnabled: false, TracingEnabled: false },
  expect: (properties) => ({ ...properties, ...expectedSettings(properties) }),
  read: ({ physicalId, properties }, { clients: { apigateway } }) =>
    single(GONE, async () => {
      const restApiId = text(properties['RestApiId']);
      const stage = await apigateway.send(new GetStageCommand({ restApiId, stageName: physicalId }));
      const log = stage.accessLogSettings;
      return {
        AccessLogSetting: log && { DestinationArn: log.destinationArn, Format: log.format },
        CacheClusterEnabled: stage.cacheClusterEnabled,
        ClientCertificateId: stage.clientCertificateId,
        DeploymentId: stage.deploymentId,
        Description: stage.description,
        MethodSettings: Object.entries(stage.methodSettings ?? {}).map(([path, of]) => settings(path, of, properties)),
        RestApiId: restApiId,
        StageName: stage.stageName,
        TracingEnabled: stage.tracingEnabled,
        Variables: stage.variables,
      };
    }),
};

/** `~1path/GET` or the two stars of all methods, with what a template may set there. The service fills in what it leaves open. */
function settings(path: string, of: MethodSetting, meant: ResolvedMap): unknown {
  const cut = path.lastIndexOf('/');
  const ResourcePath = `/${path.slice(0, cut).replaceAll('~1', '/').replace(/^\//, '')}`;
  const HttpMethod = path.slice(cut + 1);
  const all: Readonly<Record<string, unknown>> = {
    CacheDataEncrypted: of.cacheDataEncrypted,
    CachingEnabled: of.cachingEnabled,
    CacheTtlInSeconds: of.cacheTtlInSeconds,
    DataTraceEnabled: of.dataTraceEnabled,
    LoggingLevel: of.loggingLevel,
    MetricsEnabled: of.metricsEnabled,
    ThrottlingBurstLimit: of.throttlingBurstLimit,
    ThrottlingRateLimit: of.throttlingRateLimit,
  };
  const declared = meant['MethodSettings'];
  const asked = isResolvedList(declared)
    ? declared.find(
        (one) => isResolvedMap(one) && one['HttpMethod'] === HttpMethod && one['ResourcePath'] === ResourcePath,
      )
    : undefined;
  if (!isResolvedMap(asked)) return { ResourcePath, HttpMethod, ...all };
  return { ResourcePath, HttpMethod, ...Object.fromEntries(Object.entries(all).filter(([name]) => name in asked)) };
}

/** A log group's ARN may end with the star of its streams; the service cuts it off. */
function expectedSettings({ AccessLogSetting: log }: ResolvedMap): ResolvedMap {
  if (!isResolvedMap(log) || typeof log['DestinationArn'] !== 'string') return {};
  return { AccessLogSetting: { ...log, DestinationArn: log['DestinationArn'].replace(/:\*$/, '') } };
}
