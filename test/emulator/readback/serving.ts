import {
  APIGatewayClient,
  GetAccountCommand,
  GetDeploymentCommand,
  GetGatewayResponseCommand,
  GetMethodCommand,
  GetModelCommand,
  GetRequestValidatorCommand,
  GetResourceCommand,
  GetRestApiCommand,
  GetStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageGroupCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  GetLoggingConfigurationCommand,
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import type { EmulatedResource } from '../emulator';
import { NOT_KEPT, last, text, type Reading } from './reading';

/** Models, what scales them, and the API before them. */
export const SERVING: Readonly<Record<string, Reading>> = {
  'AWS::SageMaker::Model': {
    read: async (clients, { physicalId }) =>
      clients.of(SageMakerClient).send(new DescribeModelCommand({ ModelName: last(physicalId, '/') })),
  },
  'AWS::SageMaker::EndpointConfig': {
    read: async (clients, { physicalId }) =>
      clients
        .of(SageMakerClient)
        .send(new DescribeEndpointConfigCommand({ EndpointConfigName: last(physicalId, '/') })),
  },
  'AWS::SageMaker::Endpoint': {
    read: async (clients, resource) =>
      clients.of(SageMakerClient).send(new DescribeEndpointCommand({ EndpointName: text(resource, 'EndpointName') })),
    promised: { EndpointStatus: 'InService' },
    lost: {
      DeploymentConfig: NOT_KEPT,
      ExcludeRetainedVariantProperties: 'belongs to one update',
      RetainAllVariantProperties: 'belongs to one update',
      RetainDeploymentConfig: 'belongs to one update',
    },
  },
  'AWS::SageMaker::ModelPackageGroup': {
    read: async (clients, { physicalId }) =>
      clients
        .of(SageMakerClient)
        .send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName: last(physicalId, '/') })),
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    read: async (clients, { properties }) => {
      const { ScalableTargets } = await clients.json<{ ScalableTargets: object[] }>(
        'application-autoscaling',
        'AnyScaleFrontendService.DescribeScalableTargets',
        { ServiceNamespace: properties['ServiceNamespace'], ResourceIds: [properties['ResourceId']] },
      );
      return ScalableTargets[0] ?? {};
    },
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    read: async (clients, resource) => {
      const [ResourceId, ScalableDimension, ServiceNamespace] = text(resource, 'ScalingTargetId').split('|');
      const { ScalingPolicies } = await clients.json<{ ScalingPolicies: { ResourceId: string }[] }>(
        'application-autoscaling',
        'AnyScaleFrontendService.DescribeScalingPolicies',
        { ServiceNamespace, ResourceId, ScalableDimension, PolicyNames: [resource.properties['PolicyName']] },
      );
      const [is] = ScalingPolicies;
      return { ...is, ScalingTargetId: `${is?.ResourceId}|${ScalableDimension}|${ServiceNamespace}` };
    },
  },
  'AWS::ApiGateway::RestApi': {
    read: async (clients, { physicalId: restApiId }) => {
      const is = await clients.of(APIGatewayClient).send(new GetRestApiCommand({ restApiId }));
      // The policy comes as the inside of a quoted text.
      return { ...is, policy: is.policy?.replaceAll('\\"', '"') };
    },
  },
  'AWS::ApiGateway::Resource': {
    read: async (clients, resource) => {
      const about = { ...api(resource), resourceId: resource.physicalId };
      return { ...about, ...(await clients.of(APIGatewayClient).send(new GetResourceCommand(about))) };
    },
  },
  'AWS::ApiGateway::Method': {
    read: async (clients, resource) => {
      const about = {
        ...api(resource),
        resourceId: text(resource, 'ResourceId'),
        httpMethod: text(resource, 'HttpMethod'),
      };
      const is = await clients.of(APIGatewayClient).send(new GetMethodCommand(about));
      const integration = { ...is.methodIntegration, integrationHttpMethod: is.methodIntegration?.httpMethod };
      return { ...about, ...is, integration };
    },
  },
  'AWS::ApiGateway::Model': {
    read: async (clients, resource) => {
      const about = { ...api(resource), modelName: resource.physicalId };
      return { ...about, ...(await clients.of(APIGatewayClient).send(new GetModelCommand(about))) };
    },
  },
  'AWS::ApiGateway::RequestValidator': {
    read: async (clients, resource) => {
      const about = { ...api(resource), requestValidatorId: resource.physicalId };
      return { ...about, ...(await clients.of(APIGatewayClient).send(new GetRequestValidatorCommand(about))) };
    },
  },
  'AWS::ApiGateway::Account': {
    read: (clients) => clients.of(APIGatewayClient).send(new GetAccountCommand({})),
  },
  'AWS::ApiGateway::GatewayResponse': {
    read: async (clients, resource) => {
      const about = { ...api(resource), responseType: text(resource, 'ResponseType') as 'DEFAULT_4XX' };
      return { ...about, ...(await clients.of(APIGatewayClient).send(new GetGatewayResponseCommand(about))) };
    },
  },
  'AWS::ApiGateway::Deployment': {
    read: async (clients, resource) => {
      const about = { ...api(resource), deploymentId: resource.physicalId };
      return { ...about, ...(await clients.of(APIGatewayClient).send(new GetDeploymentCommand(about))) };
    },
  },
  'AWS::ApiGateway::Stage': {
    read: async (clients, resource) => {
      const about = { ...api(resource), stageName: resource.physicalId };
      const is = await clients.of(APIGatewayClient).send(new GetStageCommand(about));
      const settings = Object.entries(is.methodSettings ?? {}).map(([at, one]) => ({
        ...one,
        HttpMethod: last(at, '/'),
        ResourcePath: `/${at.split('/').slice(0, -1).join('/')}`,
      }));
      return { ...about, ...is, accessLogSetting: is.accessLogSettings, methodSettings: settings };
    },
  },
  'AWS::WAFv2::WebACL': {
    read: async (clients, { physicalId }) => {
      const [Name, Id, scope] = physicalId.split('|');
      const Scope = scope as 'REGIONAL';
      const { WebACL } = await clients.of(WAFV2Client).send(new GetWebACLCommand({ Name, Id, Scope }));
      return { ...WebACL, Scope };
    },
  },
  'AWS::WAFv2::WebACLAssociation': {
    read: async (clients, resource) => {
      const ResourceArn = text(resource, 'ResourceArn');
      const { WebACL } = await clients.of(WAFV2Client).send(new GetWebACLForResourceCommand({ ResourceArn }));
      return { ResourceArn, WebACLArn: WebACL?.ARN };
    },
  },
  'AWS::WAFv2::LoggingConfiguration': {
    read: async (clients, { physicalId: ResourceArn }) => {
      const about = new GetLoggingConfigurationCommand({ ResourceArn });
      return (await clients.of(WAFV2Client).send(about)).LoggingConfiguration ?? {};
    },
  },
};

function api(resource: EmulatedResource): { readonly restApiId: string } {
  return { restApiId: text(resource, 'RestApiId') };
}
