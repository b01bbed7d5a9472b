import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageGroupCommand,
  GetModelPackageGroupPolicyCommand,
} from '@aws-sdk/client-sagemaker';
import { errorName } from '../failure';
import { gather, lastPart, missing, told, type Found, type Reader } from '../reader';

/** SageMaker says of what it does not know that the request was not valid. */
const GONE_WORDS = /could not find|does not exist|not found/i;

async function described(read: () => Promise<Found>): Promise<Found> {
  try {
    return await read();
  } catch (error) {
    const gone = errorName(error) === 'ValidationException' && GONE_WORDS.test((error as Error).message);
    if (gone || errorName(error) === 'ResourceNotFound') return missing('SageMaker knows no such resource');
    throw error;
  }
}

export const MODELS: Reader = {
  types: ['AWS::SageMaker::Model'],
  calls: { 'sagemaker:DescribeModel': ['sagemaker:DescribeModel'] },
  defaults: { EnableNetworkIsolation: false },
  read: ({ physicalId, properties: meant }, { clients: { sagemaker } }) =>
    described(async () => {
      const ModelName = lastPart(physicalId);
      const model = await sagemaker.send(new DescribeModelCommand({ ModelName }));
      return {
        kind: 'read',
        properties: {
          ...told({ EnableNetworkIsolation: model.EnableNetworkIsolation }),
          Containers: model.Containers,
          ExecutionRoleArn: model.ExecutionRoleArn,
          ModelName: 'ModelName' in meant ? model.ModelName : undefined,
          PrimaryContainer: model.PrimaryContainer,
          VpcConfig: model.VpcConfig,
        },
        attributes: { ModelName },
      };
    }),
};

export const ENDPOINT_CONFIGS: Reader = {
  types: ['AWS::SageMaker::EndpointConfig'],
  calls: { 'sagemaker:DescribeEndpointConfig': ['sagemaker:DescribeEndpointConfig'] },
  defaults: { EnableNetworkIsolation: false },
  read: ({ physicalId, properties: meant }, { clients: { sagemaker } }) =>
    described(async () => {
      const EndpointConfigName = lastPart(physicalId);
      const config = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
      return {
        kind: 'read',
        properties: {
          AsyncInferenceConfig: config.AsyncInferenceConfig,
          DataCaptureConfig: config.DataCaptureConfig,
          EnableNetworkIsolation: config.EnableNetworkIsolation,
          EndpointConfigName: 'EndpointConfigName' in meant ? config.EndpointConfigName : undefined,
          ExecutionRoleArn: config.ExecutionRoleArn,
          KmsKeyId: config.KmsKeyId,
          ProductionVariants: config.ProductionVariants,
          ShadowProductionVariants: config.ShadowProductionVariants,
          VpcConfig: config.VpcConfig,
        },
        attributes: { EndpointConfigName },
      };
    }),
};

export const ENDPOINTS_OF_MODELS: Reader = {
  types: ['AWS::SageMaker::Endpoint'],
  calls: { 'sagemaker:DescribeEndpoint': ['sagemaker:DescribeEndpoint'] },
  onlyInTemplates: [
    'DeploymentConfig',
    'ExcludeRetainedVariantProperties',
    'RetainAllVariantProperties',
    'RetainDeploymentConfig',
  ],
  read: ({ physicalId, properties: meant }, { clients: { sagemaker } }) =>
    described(async () => {
      const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: lastPart(physicalId) }));
      return {
        kind: 'read',
        properties: {
          EndpointConfigName: endpoint.EndpointConfigName,
          EndpointName: 'EndpointName' in meant ? endpoint.EndpointName : undefined,
        },
        attributes: { EndpointName: endpoint.EndpointName ?? '' },
      };
    }),
};

export const PACKAGE_GROUPS: Reader = {
  types: ['AWS::SageMaker::ModelPackageGroup'],
  calls: {
    'sagemaker:DescribeModelPackageGroup': ['sagemaker:DescribeModelPackageGroup'],
    'sagemaker:GetModelPackageGroupPolicy': ['sagemaker:GetModelPackageGroupPolicy'],
  },
  read: ({ physicalId }, { clients: { sagemaker } }) =>
    described(async () => {
      const ModelPackageGroupName = lastPart(physicalId);
      const group = await sagemaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName }));
      const described_ = {
        ModelPackageGroupDescription: group.ModelPackageGroupDescription,
        ModelPackageGroupName: group.ModelPackageGroupName,
      };
      return gather(
        [
          { of: Object.keys(described_), read: () => Promise.resolve(described_) },
          {
            of: ['ModelPackageGroupPolicy'],
            read: async () => ({
              ModelPackageGroupPolicy: await sagemaker
                .send(new GetModelPackageGroupPolicyCommand({ ModelPackageGroupName }))
                .then(({ ResourcePolicy }) => ResourcePolicy)
                .catch((error: unknown) => {
                  // A group without a policy is answered as a request that is not valid.
                  const none = /^(?:ValidationException|ResourceNotFound)$/.test(errorName(error));
                  if (none && /cannot find|could not find|does not exist|not found/i.test((error as Error).message))
                    return;
                  throw error;
                }),
            }),
          },
        ],
        [],
      );
    }),
};
