import {
  GetAccountCommand,
  GetClientCertificateCommand,
  GetDeploymentCommand,
  GetGatewayResponseCommand,
  GetMethodCommand,
  GetModelCommand,
  GetRequestValidatorCommand,
  GetResourceCommand,
  GetRestApiCommand,
  GetStageCommand,
  type MethodSetting,
} from '@aws-sdk/client-api-gateway';
import { isResolvedList, isResolvedMap, type ResolvedMap } from '../../assembly/value';
import { capitals, single, text, told, type Found, type Reader } from '../reader';

const GONE = ['NotFoundException'];
/** Reads of API Gateway are one action of IAM, on paths. */
const GET = ['apigateway:GET'];

/** A type that is one call away and has its API's words, with a capital. */
function plain(type: string, command: string, read: Reader['read'], more: Partial<Reader> = {}): Reader {
  return { types: [type], calls: { [`apigateway:${command}`]: GET }, read, ...more };
}

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

export const API_METHODS: Reader = {
  types: ['AWS::ApiGateway::Method'],
  calls: { 'apigateway:GetMethod': GET },
  defaults: { ApiKeyRequired: false },
  read: ({ properties: meant }, { clients: { apigateway } }) =>
    single(GONE, async () => {
      const [restApiId, resourceId, httpMethod] = ['RestApiId', 'ResourceId', 'HttpMethod'].map((name) =>
        text(meant[name]),
      );
      const method = await apigateway.send(new GetMethodCommand({ restApiId, resourceId, httpMethod }));
      const {
        type,
        uri,
        httpMethod: by,
        credentials,
        connectionType,
        timeoutInMillis,
      } = method.methodIntegration ?? {};
      const asked = isResolvedMap(meant['Integration']) ? meant['Integration'] : {};
      const integration: Readonly<Record<string, unknown>> = {
        Credentials: credentials,
        ...('ConnectionType' in asked ? { ConnectionType: connectionType } : {}),
        IntegrationHttpMethod: by,
        ...('TimeoutInMillis' in asked ? { TimeoutInMillis: timeoutInMillis } : {}),
        Type: type,
        Uri: uri,
      };
      return {
        ApiKeyRequired: method.apiKeyRequired,
        AuthorizationScopes: method.authorizationScopes,
        AuthorizationType: method.authorizationType,
        AuthorizerId: method.authorizerId,
        HttpMethod: method.httpMethod,
        Integration: method.methodIntegration && integration,
        OperationName: method.operationName,
        RequestModels: method.requestModels,
        RequestParameters: method.requestParameters,
        RequestValidatorId: method.requestValidatorId,
        ResourceId: resourceId,
        RestApiId: restApiId,
      };
    }),
};

export const API_PARTS: readonly Reader[] = [
  plain(
    'AWS::ApiGateway::Resource',
    'GetResource',
    ({ physicalId: resourceId, properties }, { clients: { apigateway } }) =>
      single(GONE, async () => {
        const RestApiId = text(properties['RestApiId']);
        const resource = await apigateway.send(new GetResourceCommand({ restApiId: RestApiId, resourceId }));
        return { ParentId: resource.parentId, PathPart: resource.pathPart, RestApiId };
      }),
  ),
  plain('AWS::ApiGateway::Model', 'GetModel', ({ physicalId, properties }, { clients: { apigateway } }) =>
    single(GONE, async () => {
      const RestApiId = text(properties['RestApiId']);
      const model = await apigateway.send(new GetModelCommand({ restApiId: RestApiId, modelName: physicalId }));
      const Schema = model.schema === undefined ? undefined : (JSON.parse(model.schema) as unknown);
      return { ContentType: model.contentType, Description: model.description, Name: model.name, RestApiId, Schema };
    }),
  ),
  plain(
    'AWS::ApiGateway::RequestValidator',
    'GetRequestValidator',
    ({ physicalId: requestValidatorId, properties }, { clients: { apigateway } }) =>
      single(GONE, async () => {
        const restApiId = text(properties['RestApiId']);
        const answer = await apigateway.send(new GetRequestValidatorCommand({ restApiId, requestValidatorId }));
        return {
          Name: answer.name,
          RestApiId: restApiId,
          ValidateRequestBody: answer.validateRequestBody,
          ValidateRequestParameters: answer.validateRequestParameters,
        };
      }),
    { defaults: { ValidateRequestBody: false, ValidateRequestParameters: false } },
  ),
  plain('AWS::ApiGateway::GatewayResponse', 'GetGatewayResponse', ({ properties }, { clients: { apigateway } }) =>
    single(GONE, async () => {
      const restApiId = text(properties['RestApiId']);
      const ResponseType = text(properties['ResponseType']);
      const responseType = ResponseType as 'DEFAULT_4XX';
      const answer = await apigateway.send(new GetGatewayResponseCommand({ restApiId, responseType }));
      return {
        ResponseParameters: answer.responseParameters,
        ResponseType,
        RestApiId: restApiId,
        StatusCode: 'StatusCode' in properties ? answer.statusCode : undefined,
        // What every response has unless a template says otherwise.
        ...('ResponseTemplates' in properties ? { ResponseTemplates: answer.responseTemplates } : {}),
      };
    }),
  ),
  plain('AWS::ApiGateway::Deployment', 'GetDeployment', ({ physicalId, properties }, { clients: { apigateway } }) =>
    single(GONE, async () => {
      const restApiId = text(properties['RestApiId']);
      const answer = await apigateway.send(new GetDeploymentCommand({ restApiId, deploymentId: physicalId }));
      return { Description: answer.description, RestApiId: restApiId };
    }),
  ),
  plain('AWS::ApiGateway::Account', 'GetAccount', (_, { clients: { apigateway } }): Promise<Found> =>
    single(GONE, async () => {
      const account = await apigateway.send(new GetAccountCommand({}));
      return { CloudWatchRoleArn: account.cloudwatchRoleArn };
    }),
  ),
  plain('AWS::ApiGateway::ClientCertificate', 'GetClientCertificate', ({ physicalId }, { clients: { apigateway } }) =>
    single(GONE, async () => {
      const clientCertificateId = physicalId;
      const certificate = await apigateway.send(new GetClientCertificateCommand({ clientCertificateId }));
      return capitals({ description: certificate.description }) as Record<string, unknown>;
    }),
  ),
];
