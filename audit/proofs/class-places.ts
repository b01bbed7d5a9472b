import type { Resource } from '../assembly/model';
import type { DataClass } from '../../contract/data-class';
import type { Facts } from './facts';

/** The keys that stand under an alias, in every account and region of the templates. */
export function keysUnder(facts: Facts, alias: string): readonly Resource[] {
  return facts.model.resources.flatMap((resource) => {
    if (resource.type !== 'AWS::KMS::Alias' || facts.model.property(resource, 'AliasName') !== alias) return [];
    const target = facts.model.property(resource, 'TargetKeyId');
    const key = typeof target === 'string' ? facts.model.find(target, 'AWS::KMS::Key') : undefined;
    return key ? [key] : [];
  });
}

/** The ARNs of those keys. */
export function keyArnsUnder(facts: Facts, alias: string): readonly string[] {
  return keysUnder(facts, alias).flatMap((key) => {
    const arn = facts.model.reference(key, 'Arn');
    return typeof arn === 'string' ? [arn] : [];
  });
}

/** The bucket of the templates that a class's ARN means. */
export function bucketOf(facts: Facts, arn: string): Resource | undefined {
  return facts.model.find(arn, 'AWS::S3::Bucket');
}

/** The classes in the order in which they are declared. */
export function classNames(facts: Facts): readonly DataClass[] {
  return (facts.declared.platform?.classes ?? []).map(({ dataClass }) => dataClass);
}
