import {
  GetAccountCommand,
  GetClientCertificateCommand,
  GetDeploymentCommand,
  GetGatewayResponseCommand,
  GetMethodCommand,
  GetModelCommand,
  GetRequestValidatorCommand,
  GetResourceCommand,
} from '@aws-sdk/client-api-gateway';
import { isResolvedMap } from '../../assembly/value';
import { capitals, single, text, type Found, type Reader } from '../reader';
import { GET, GONE } from './api-gateway';

/** A type that is one call away and has its API's words, with a capital. */
function plain(type: string, command: string, read: Reader['read'], more: Partial<Reader> = {}): Reader {
  return { types: [type], calls: { [`apigateway:${command}`]: GET }, read, ...more };
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
