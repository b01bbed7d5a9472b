import type { Model, Resource } from '../assembly/model';
import { flag, text } from '../assembly/readers';
import { printable } from '../assembly/symbol';
import { isResolvedList, isResolvedMap, type Resolved } from '../assembly/value';

/** What a resource's key property says. */
export type KeyReading =
  | { readonly kind: 'own'; readonly key?: Resource; readonly name: string }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Whether a value names a customer-managed key. */
export function keyNamed(model: Model, value: Resolved | undefined): KeyReading {
  const read = text(value);
  if (read.kind === 'absent') return { kind: 'none', why: 'names no key' };
  if (read.kind === 'unresolved') return { kind: 'unknown', why: read.reason };
  if (/(?:^|:)alias\/aws\//.test(read.value)) return { kind: 'none', why: `names a key of AWS's own, ${read.value}` };
  const alias = model.find(read.value, 'AWS::KMS::Alias');
  const target = alias ? model.property(alias, 'TargetKeyId') : read.value;
  const key = typeof target === 'string' ? model.find(target, 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey') : undefined;
  return { kind: 'own', name: printable(read.value), ...(key ? { key } : {}) };
}

/** What a bucket encrypts its objects with by default. */
export function bucketKey(model: Model, bucket: Resource): KeyReading {
  const rules = model.property(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration');
  if (rules === undefined) return { kind: 'none', why: 'says nothing of its encryption' };
  if (!isResolvedList(rules)) return { kind: 'unknown', why: 'its encryption cannot be read' };
  const rule = rules.find((one) => isResolvedMap(one) && one['ServerSideEncryptionByDefault'] !== undefined);
  const byDefault = isResolvedMap(rule) ? rule['ServerSideEncryptionByDefault'] : undefined;
  if (!isResolvedMap(byDefault)) return { kind: 'none', why: 'has no default encryption' };
  const algorithm = text(byDefault['SSEAlgorithm']);
  if (algorithm.kind === 'unresolved') return { kind: 'unknown', why: algorithm.reason };
  if (algorithm.kind === 'resolved' && !/^aws:kms(?::dsse)?$/.test(algorithm.value))
    return { kind: 'none', why: `encrypts with ${algorithm.value}` };
  return keyNamed(model, byDefault['KMSMasterKeyID']);
}

/** Whether a key of the templates turns: asymmetric and imported ones cannot. */
export function rotation(model: Model, key: Resource): 'on' | 'off' | 'not possible' | 'unknown' {
  const spec = text(model.property(key, 'KeySpec'));
  const origin = text(model.property(key, 'Origin'));
  if (spec.kind === 'resolved' && spec.value !== 'SYMMETRIC_DEFAULT') return 'not possible';
  if (origin.kind === 'resolved' && origin.value !== 'AWS_KMS') return 'not possible';
  const on = flag(model.property(key, 'EnableKeyRotation'));
  if (on.kind === 'unresolved' || spec.kind === 'unresolved') return 'unknown';
  return on.kind === 'resolved' && on.value ? 'on' : 'off';
}
