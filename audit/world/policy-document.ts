import type { Resource } from '../assembly/model';
import { hasFreeSymbol, symbolsIn } from '../assembly/symbol';
import { isResolvedList, isResolvedMap, Unresolved, type Resolved } from '../assembly/value';
import type { NamedPolicy } from '../iam/policy';

/** What a reader of policies cannot take for any value: the part that holds it is not evaluated. */
const OPEN = { unresolved: true } as const;

/** A resolved value as the IAM engine reads it. A part that may turn out to be anything becomes one it cannot read. */
export function plainValue(value: Resolved | undefined): unknown {
  if (value === undefined || value instanceof Unresolved) return OPEN;
  if (typeof value === 'string') return hasFreeSymbol(value) || isArnOfNoShape(value) ? OPEN : value;
  if (isResolvedList(value)) return value.map(plainValue);
  if (!isResolvedMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainElement(key, member)]));
}

/** In a place that takes ARNs a symbol stands for one whose shape is not known, so that no pattern can be held against it. */
function plainElement(key: string, value: Resolved): unknown {
  const plain = plainValue(value);
  if (key !== 'Resource' && key !== 'NotResource') return plain;
  return Array.isArray(plain)
    ? plain.map((one: unknown) => (startsWithSymbol(one) ? OPEN : one))
    : startsWithSymbol(plain)
      ? OPEN
      : plain;
}

function isArnOfNoShape(value: string): boolean {
  return startsWithSymbol(value) && /Arn$/i.test(symbolsIn(value)[0]?.resource?.attribute ?? '');
}

function startsWithSymbol(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [first] = symbolsIn(value);
  return first !== undefined && value.startsWith(first.text);
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
