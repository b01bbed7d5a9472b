import { Duration, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { EndpointAlarms } from './endpoint-alarms';
import { EndpointScaling } from './endpoint-scaling';
import { hasLocalDisks } from './instance-type';
import { modelDataSource, requireSafeServing } from './sagemaker-rules';

/** A rolling update compares variants by name, so the name never changes. */
const VARIANT = 'primary';
const VOLUME_KEY_RULES = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'].map(
  (pack) => `${pack}-SageMakerEndpointConfigurationKMSKeyConfigured`,
);

export interface SageMakerServingProps {
  /** The endpoint's name: 1 to 63 letters, digits and inner hyphens. It stays the same from release to release. */
  readonly name: string;
  /** The serving stage's role: reads the model, writes the capture, and calls `registryCredentials`. */
  readonly role: IRole;
  /** In a private ECR registry of this region, pinned by digest. */
  readonly image: string;
  /** Returns a login to that registry, `{ Credentials: { Username, Password } }`: the image is pulled through the VPC, never past it. */
  readonly registryCredentials: IFunction;
  /** An archive `s3://VAULT/….tar.gz`, or a folder of plain files `s3://VAULT/…/`. */
  readonly modelDataUrl: string;
  /** E.g. `ml.inf2.8xlarge`. */
  readonly instanceType: string;
  /** Also the size of a new endpoint: at least 2, which SageMaker spreads over the zones. */
  readonly minimumInstances: number;
  /** Not below `minimumInstances`. */
  readonly maximumInstances: number;
  readonly vpc: IVpc;
  /** Isolated subnets of the VPC, in at least two zones. */
  readonly subnetIds: string[];
  readonly securityGroup: ISecurityGroup;
  /** Encrypts the instances' volumes, where the instance type has volumes that a key of ours can encrypt. */
  readonly modelKey: IKey;
  /** Encrypts what is captured. */
  readonly conversationKey: IKey;
  readonly captureBucketName: string;
  /** Where captures go in the bucket, without slashes at the ends. @default 'captures' */
  readonly capturePrefix?: string;
  readonly alarmTopic: ITopic;
  /** Given to the container. Everyone who may describe the model can read it: no secrets. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** How many calls a minute keep one instance well used. @default 30 */
  readonly invocationsPerInstance?: number;
  /** The slowest that one answer in a hundred may be. @default 30 seconds */
  readonly latencyP99?: Duration;
}

/** A model of one's own behind an endpoint: isolated, pinned, captured in full, on two zones or more, and every release that raises an alarm is undone. */
export class SageMakerServing extends Construct {
  public readonly endpointName: string;
  public readonly endpointArn: string;
  public readonly alarms: EndpointAlarms;

  /** @throws ServingError when a property would weaken the endpoint, or SageMaker would refuse it */
  public constructor(scope: Construct, id: string, props: SageMakerServingProps) {
    super(scope, id);
    requireSafeServing(this, props);
    const { account, region, partition } = Stack.of(this);
    this.endpointName = props.name;
    this.endpointArn = `arn:${partition}:sagemaker:${region}:${account}:endpoint/${props.name}`;
    this.alarms = new EndpointAlarms(this, 'Alarms', {
      endpointName: props.name,
      variantName: VARIANT,
      latencyP99: props.latencyP99 ?? Duration.seconds(30),
      topic: props.alarmTopic,
    });
    const endpoint = this.endpoint(this.configuration(this.model(props), props));
    new EndpointScaling(this, 'Scaling', {
      endpointName: props.name,
      variantName: VARIANT,
      minimumInstances: props.minimumInstances,
      maximumInstances: props.maximumInstances,
      invocationsPerInstance: props.invocationsPerInstance ?? 30,
    }).node.addDependency(endpoint);
  }

  /** Nothing of a model can change in place. It has no name of ours, so that a new one can stand before the old one goes. */
  private model(props: SageMakerServingProps): CfnModel {
    const model = new CfnModel(this, 'Model', {
      executionRoleArn: props.role.roleArn,
      enableNetworkIsolation: true,
      vpcConfig: { subnets: props.subnetIds, securityGroupIds: [props.securityGroup.securityGroupId] },
      primaryContainer: {
        image: props.image,
        imageConfig: {
          repositoryAccessMode: 'Vpc',
          repositoryAuthConfig: { repositoryCredentialsProviderArn: props.registryCredentials.functionArn },
        },
        modelDataSource: modelDataSource(props.modelDataUrl),
        environment: { ...props.environment },
      },
    });
    model.node.addDependency(props.role, props.securityGroup);
    return model;
  }

  private configuration(model: CfnModel, props: SageMakerServingProps): CfnEndpointConfig {
    const localDisks = hasLocalDisks(props.instanceType);
    const configuration = new CfnEndpointConfig(this, 'Configuration', {
      ...(!localDisks && { kmsKeyId: props.modelKey.keyArn }),
      productionVariants: [
        {
          variantName: VARIANT,
          modelName: model.attrModelName,
          instanceType: props.instanceType,
          initialInstanceCount: props.minimumInstances,
          initialVariantWeight: 1,
          routingConfig: { routingStrategy: 'LEAST_OUTSTANDING_REQUESTS' },
          enableSsmAccess: false,
          modelDataDownloadTimeoutInSeconds: 1800,
          containerStartupHealthCheckTimeoutInSeconds: 1800,
        },
      ],
      dataCaptureConfig: {
        enableCapture: true,
        initialSamplingPercentage: 100,
        captureOptions: [{ captureMode: 'Input' }, { captureMode: 'Output' }],
        captureContentTypeHeader: { jsonContentTypes: ['application/json'] },
        destinationS3Uri: `s3://${props.captureBucketName}/${props.capturePrefix ?? 'captures'}`,
        kmsKeyId: props.conversationKey.keyArn,
      },
    });
    if (localDisks) acceptHardwareEncryption(configuration, props.instanceType);
    return configuration;
  }

  private endpoint(configuration: CfnEndpointConfig): CfnEndpoint {
    return new CfnEndpoint(this, 'Endpoint', {
      endpointName: this.endpointName,
      endpointConfigName: configuration.attrEndpointConfigName,
      // A release keeps the size that the load asked for, but never an older capture setting.
      retainAllVariantProperties: true,
      excludeRetainedVariantProperties: [{ variantPropertyType: 'DataCaptureConfig' }],
      retainDeploymentConfig: false,
      deploymentConfig: {
        rollingUpdatePolicy: {
          maximumBatchSize: { type: 'CAPACITY_PERCENT', value: 50 },
          rollbackMaximumBatchSize: { type: 'CAPACITY_PERCENT', value: 100 },
          waitIntervalInSeconds: 300,
          maximumExecutionTimeoutInSeconds: 14400,
        },
        autoRollbackConfiguration: { alarms: this.alarms.rollback.map(({ alarmName }) => ({ alarmName })) },
      },
    });
  }
}

function acceptHardwareEncryption(configuration: CfnEndpointConfig, instanceType: string): void {
  for (const rule of VOLUME_KEY_RULES) {
    acknowledgeBuiltIn(
      configuration,
      rule,
      `${instanceType} stores on local NVMe disks, always encrypted by the instance's hardware with a key that is destroyed with it; CreateEndpointConfig fails when a KMS key is named for such a type`,
    );
  }
}
