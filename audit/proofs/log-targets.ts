import type { Model, Resource } from '../assembly/model';
import { isResolvedList, type Resolved } from '../assembly/value';
import { remembered } from '../remembered';

/** Where each type that writes records names the bucket they go to. */
const DESTINATIONS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'AWS::CloudTrail::Trail': [['S3BucketName']],
  'AWS::EC2::FlowLog': [['LogDestination']],
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': [['DestinationArn']],
  'AWS::Config::DeliveryChannel': [['S3BucketName']],
  'AWS::WAFv2::LoggingConfiguration': [['LogDestinationConfigs']],
  'AWS::S3::Bucket': [['LoggingConfiguration', 'DestinationBucketName']],
};

/** The buckets of the templates that receive records, each with what delivers to it. */
export const logTargets = remembered((model: Model): ReadonlyMap<Resource, readonly Resource[]> => {
  const found = new Map<Resource, Resource[]>();
  for (const resource of model.resources) {
    const places = Object.hasOwn(DESTINATIONS, resource.type) ? (DESTINATIONS[resource.type] ?? []) : [];
    for (const place of places) {
      for (const name of namesIn(model.property(resource, ...place))) {
        const bucket = bucketNamed(model, name);
        if (bucket && bucket !== resource) found.set(bucket, [...(found.get(bucket) ?? []), resource]);
      }
    }
  }
  return found;
});

function namesIn(value: Resolved | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return isResolvedList(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** A bucket by its name, its ARN, or an ARN with a prefix of its objects. */
function bucketNamed(model: Model, name: string): Resource | undefined {
  const bare = /^(arn:[^:]*:s3:::[^/]+)\//.exec(name)?.[1];
  return model.find(name, 'AWS::S3::Bucket') ?? (bare === undefined ? undefined : model.find(bare, 'AWS::S3::Bucket'));
}
