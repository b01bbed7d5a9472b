import { Token } from 'aws-cdk-lib';
import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { requirePinnedImage } from './container-image';
import { familyOf } from './instance-type';
import type { SageMakerServingProps } from './sagemaker-serving';
import { ServingError } from './serving-error';

const ENDPOINT_NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
const MODEL_DATA = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?:[\w!.*'()-]+\/)*(?:[\w!.*'()-]+\.tar\.gz)?$/;
const CAPTURE_PREFIX = /^\w[\w!.*'()-]*(\/\w[\w!.*'()-]*)*$/;

/**
 * Refuses what would weaken an endpoint, or fail only when it is deployed.
 *
 * @throws ServingError with a code for each property
 */
export function requireSafeServing(scope: IConstruct, props: SageMakerServingProps): void {
  if (!ENDPOINT_NAME.test(props.name)) {
    throw new ServingError(
      'ENDPOINT_NAME_INVALID',
      `name must be 1 to 63 letters, digits and inner hyphens, got ${props.name}`,
    );
  }
  requirePinnedImage(scope, props.image);
  familyOf(props.instanceType);
  requireInstances(props);
  requireIsolatedZones(props);
  const { capturePrefix } = props;
  if (capturePrefix !== undefined && !CAPTURE_PREFIX.test(capturePrefix)) {
    throw new ServingError(
      'CAPTURE_PREFIX_INVALID',
      `capturePrefix must be literal text without slashes at the ends, got ${JSON.stringify(capturePrefix)}`,
    );
  }
}

/**
 * One archive or one folder in S3, as SageMaker is to fetch it.
 *
 * @throws ServingError `MODEL_DATA_INVALID`
 */
export function modelDataSource(url: string): CfnModel.ModelDataSourceProperty {
  if (Token.isUnresolved(url) || url.includes('/../') || !MODEL_DATA.test(url)) {
    throw new ServingError(
      'MODEL_DATA_INVALID',
      `modelDataUrl must be s3://VAULT/….tar.gz or s3://VAULT/…/ as literal text, got ${url}`,
    );
  }
  const folder = url.endsWith('/');
  return {
    s3DataSource: {
      s3Uri: url,
      s3DataType: folder ? 'S3Prefix' : 'S3Object',
      compressionType: folder ? 'None' : 'Gzip',
    },
  };
}

function requireInstances({ minimumInstances, maximumInstances }: SageMakerServingProps): void {
  if (!Number.isInteger(minimumInstances) || minimumInstances < 2) {
    throw new ServingError(
      'INSTANCES_TOO_FEW',
      `minimumInstances must be a whole number of at least 2, so that a zone may fail, got ${minimumInstances}`,
    );
  }
  if (!Number.isInteger(maximumInstances) || maximumInstances < minimumInstances) {
    throw new ServingError(
      'INSTANCES_OUT_OF_ORDER',
      `maximumInstances must be a whole number of at least minimumInstances (${minimumInstances}), got ${maximumInstances}`,
    );
  }
}

function requireIsolatedZones({ vpc, subnetIds }: SageMakerServingProps): void {
  const isolated = new Map<string, ISubnet>(vpc.isolatedSubnets.map((subnet) => [subnet.subnetId, subnet]));
  const stray = subnetIds.find((subnetId) => !isolated.has(subnetId));
  if (stray !== undefined) {
    throw new ServingError(
      'SUBNET_NOT_ISOLATED',
      `subnetIds must be isolated subnets of vpc (${isolated.size} of them), got ${stray}`,
    );
  }
  const zones = new Set(subnetIds.map((subnetId) => isolated.get(subnetId)?.availabilityZone));
  if (zones.size < 2) {
    throw new ServingError('ZONES_TOO_FEW', `subnetIds must lie in at least 2 zones, got ${zones.size}`);
  }
}
