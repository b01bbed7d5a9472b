import type { Resource } from '../assembly/model';
import { hasFreeSymbol } from '../assembly/symbol';
import { isResolvedList, isResolvedMap, Unresolved, type Resolved } from '../assembly/value';
import type { NamedPolicy } from '../iam/policy';

/** What a reader of policies cannot take for any value: the part that holds it is not evaluated. */
const OPEN = { unresolved: true } as const;

/** A resolved value as the IAM engine reads it. A part that may turn out to be anything becomes one it cannot read. */
export function plainValue(value: Resolved | undefined): unknown {
  if (value === undefined || value instanceof Unresolved) return OPEN;
  if (typeof value === 'string') return hasFreeSymbol(value) ? OPEN : value;
  if (isResolvedList(value)) return value.map(plainValue);
  if (!isResolvedMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainValue(member)]));
}

/** A policy under the name a reader knows it by. One that is perhaps not deployed is not evaluated: it may allow, and may not deny. */
export function namedPolicy(resource: Resource, part: string, document: Resolved | undefined): NamedPolicy {
  const origin = placeOf(resource);
  const known = resource.condition === 'always' && document !== undefined && !(document instanceof Unresolved);
  return {
    name: part === '' ? origin : `${origin} (${part})`,
    document: known ? plainValue(document) : undefined,
    origin,
  };
}

/** The construct path of a resource, or its stack and logical id. */
export function placeOf({ path, stack, logicalId }: Resource): string {
  return path ?? `${stack}/${logicalId}`;
}
