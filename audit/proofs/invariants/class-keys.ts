import type { Resource } from '../../assembly/model';
import { isResolvedList, isResolvedMap } from '../../assembly/value';
import { bucketOf, keysUnder } from '../class-places';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { bucketKey, keyNamed, rotation, type KeyReading } from '../key-reading';
import { placeOf } from '../../world/policy-document';
import { FUNCTION_KEY, KEY_PROPERTIES } from '../stores';

/** Whatever keeps data is encrypted with a customer-managed key that turns, and each class of data with its own. */
export const CLASS_KEYS: Invariant = {
  id: 'Proof-ClassKeys',
  title: 'Every store is encrypted with a key of ours, and no two classes of data share one',
  risk: 'One key for everything is one grant from everything; a key of AWS’s own has no policy that could say no.',
  check:
    'Each bucket, log group, topic, queue, table, file system, secret, guardrail, agent, endpoint and function environment names a customer-managed key; each symmetric key rotates; the bucket of a class uses the key under that class’s alias, and no key stands under two.',
  remedy: 'Give the resource the key of its class.',
  sources: ['OWASP LLM02:2026', 'NIST SC-12', 'NIST SC-28', 'KMS.4', 'AWS SM-03', 'AWS BR-11', 'AISVS 4.4.4'],
  prove(facts) {
    const { model } = facts;
    const targets = new Set(
      model.resources.flatMap((bucket) => {
        const name = model.property(bucket, 'LoggingConfiguration', 'DestinationBucketName');
        const target = typeof name === 'string' ? model.find(name, 'AWS::S3::Bucket') : undefined;
        return target ? [target] : [];
      }),
    );
    return [
      ...model.resources.flatMap((resource) => storeOf(facts, resource, targets)),
      ...model.resources.filter(({ type }) => type === 'AWS::KMS::Key').map((key) => turns(facts, key)),
      ...classes(facts),
    ];
  },
};

function storeOf(facts: Facts, resource: Resource, accessLogs: ReadonlySet<Resource>): readonly Proof[] {
  const reading = keyOf(facts, resource);
  if (!reading) return [];
  const about = { subject: placeOf(resource), resource };
  switch (reading.kind) {
    case 'own':
      return [{ kind: 'proved', detail: `encrypted with ${reading.name}`, ...about }];
    case 'unknown':
      return [{ kind: 'not evaluated', detail: reading.why, ...about }];
    default:
      if (hasLocalDisks(facts, resource)) {
        const detail =
          'its instances keep data on local disks, which their hardware encrypts; SageMaker takes no key beside them';
        return [{ kind: 'proved', detail, ...about }];
      }
      if (accessLogs.has(resource) && reading.why === 'encrypts with AES256') {
        const detail = 'encrypted with SSE-S3: S3 delivers access logs to no bucket whose default is a KMS key';
        return [{ kind: 'proved', detail, ...about }];
      }
      return [{ kind: 'refuted', detail: `${reading.why}; a customer-managed key was expected`, ...about }];
  }
}

function keyOf({ model }: Facts, resource: Resource): KeyReading | undefined {
  if (resource.type === 'AWS::S3::Bucket') return bucketKey(model, resource);
  if (resource.type === 'AWS::Lambda::Function') {
    const variables = model.property(resource, 'Environment', 'Variables');
    const keepsSomething =
      variables !== undefined && !(isResolvedMap(variables) && Object.keys(variables).length === 0);
    return keepsSomething ? keyNamed(model, model.property(resource, FUNCTION_KEY)) : undefined;
  }
  const path = Object.hasOwn(KEY_PROPERTIES, resource.type) ? KEY_PROPERTIES[resource.type] : undefined;
  return path ? keyNamed(model, model.property(resource, ...path)) : undefined;
}

/** Families whose instances carry local NVMe disks: SageMaker refuses a key for an endpoint on them. */
const LOCAL_DISKS = /^ml\.(?:[a-z]+\d[a-z]*d[a-z]*|(?:g5(?!g)|g6|g7|gr6|p5|p6|trn\d|i[3478])[a-z]*)\./;

function hasLocalDisks({ model }: Facts, resource: Resource): boolean {
  if (resource.type !== 'AWS::SageMaker::EndpointConfig') return false;
  const variants = model.property(resource, 'ProductionVariants');
  const types = isResolvedList(variants)
    ? variants.map((one) => (isResolvedMap(one) ? one['InstanceType'] : undefined))
    : [];
  return types.length > 0 && types.every((type) => typeof type === 'string' && LOCAL_DISKS.test(type));
}

function turns({ model }: Facts, key: Resource): Proof {
  const about = { subject: `${placeOf(key)}: rotation`, resource: key };
  switch (rotation(model, key)) {
    case 'on':
      return { kind: 'proved', detail: 'rotates', ...about };
    case 'not possible':
      return {
        kind: 'proved',
        detail: 'cannot rotate by itself: it is asymmetric, or its material is imported',
        ...about,
      };
    case 'unknown':
      return { kind: 'not evaluated', detail: 'whether it rotates is known only at deployment', ...about };
    default:
      return { kind: 'refuted', detail: 'EnableKeyRotation is not true', ...about };
  }
}

function classes(facts: Facts): readonly Proof[] {
  const homes = facts.declared.platform?.classes ?? [];
  const holders = new Map<Resource, string[]>();
  for (const { dataClass, keyAlias } of homes)
    for (const key of keysUnder(facts, keyAlias)) holders.set(key, [...(holders.get(key) ?? []), dataClass]);
  return homes.flatMap(({ dataClass, bucketArn, keyAlias }): readonly Proof[] => {
    const keys = keysUnder(facts, keyAlias);
    const bucket = bucketOf(facts, bucketArn);
    const subject = `the key of ${dataClass}`;
    if (keys.length === 0 && !bucket) return [];
    const [resource] = keys;
    const place = resource ? { resource } : {};
    if (keys.length === 0) return [{ kind: 'refuted', subject, detail: `no key stands under ${keyAlias}` }];
    const shared = keys.flatMap((key) => holders.get(key) ?? []).filter((other) => other !== dataClass);
    if (shared.length > 0)
      return [{ kind: 'refuted', subject, detail: `also encrypts ${shared.join(', ')} data`, ...place }];
    if (!bucket) return [{ kind: 'not evaluated', subject, detail: `${bucketArn} is not in the templates`, ...place }];
    const used = bucketKey(facts.model, bucket);
    if (used.kind === 'own' && used.key && keys.includes(used.key))
      return [{ kind: 'proved', subject, detail: `${bucketArn} uses it, and no other class does`, ...place }];
    if (used.kind === 'unknown' || (used.kind === 'own' && !used.key)) {
      return [
        { kind: 'not evaluated', subject, detail: `which key ${bucketArn} uses is not in the templates`, ...place },
      ];
    }
    return [{ kind: 'refuted', subject, detail: `${bucketArn} does not use the key under ${keyAlias}`, ...place }];
  });
}
