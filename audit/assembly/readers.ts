import { hasFreeSymbol, printable } from './symbol';
import { isResolvedList, isResolvedMap, Unresolved, type Resolved, type ResolvedMap } from './value';

/**
 * What a rule learns about a property: its value, that it is not there, or that it cannot be known (*not evaluated*).
 * A property of another type than asked for counts as not known: CloudFormation may coerce or refuse it.
 */
export type Reading<T> =
  | { readonly kind: 'resolved'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unresolved'; readonly reason: string };

const ABSENT = { kind: 'absent' } as const;

/** A string. A number or boolean reads as CloudFormation writes it; a free symbol (a parameter) as unresolved. */
export function text(value: Resolved | undefined): Reading<string> {
  if (value === undefined || value === null) return ABSENT;
  if (value instanceof Unresolved) return unresolved(value.reason);
  if (typeof value === 'number' || typeof value === 'boolean') return resolved(String(value));
  if (typeof value !== 'string') return unresolved('not a text');
  if (hasFreeSymbol(value)) return unresolved(`${printable(value)} is known only at deployment`);
  return resolved(value);
}

/** `true`, `false` and the texts "true" and "false", as CloudFormation takes them. */
export function flag(value: Resolved | undefined): Reading<boolean> {
  const read = text(value);
  if (read.kind !== 'resolved') return read;
  if (/^true$/i.test(read.value)) return resolved(true);
  if (/^false$/i.test(read.value)) return resolved(false);
  return unresolved(`"${printable(read.value).slice(0, 80)}" is neither true nor false`);
}

/** A number, or a text that is one. */
export function number(value: Resolved | undefined): Reading<number> {
  const read = text(value);
  if (read.kind !== 'resolved') return read;
  if (/^-?\d+(?:\.\d+)?$/.test(read.value)) return resolved(Number(read.value));
  return unresolved(`"${printable(read.value).slice(0, 80)}" is not a number`);
}

/** A list; its members may themselves be unresolved. One value where a list is asked for is a list of one. */
export function list(value: Resolved | undefined): Reading<readonly Resolved[]> {
  if (value === undefined || value === null) return ABSENT;
  if (value instanceof Unresolved) return unresolved(value.reason);
  if (isResolvedList(value)) return resolved(value);
  const one = text(value);
  return one.kind === 'resolved' ? resolved([one.value]) : isResolvedMap(value) ? resolved([value]) : one;
}

/** A list of texts; unresolved when one of its members is. */
export function texts(value: Resolved | undefined): Reading<readonly string[]> {
  const read = list(value);
  if (read.kind !== 'resolved') return read;
  const members: string[] = [];
  for (const item of read.value) {
    const one = text(item);
    if (one.kind !== 'resolved') return unresolved(one.kind === 'absent' ? 'an empty member' : one.reason);
    members.push(one.value);
  }
  return resolved(members);
}

export function record(value: Resolved | undefined): Reading<ResolvedMap> {
  if (value === undefined || value === null) return ABSENT;
  if (value instanceof Unresolved) return unresolved(value.reason);
  return isResolvedMap(value) ? resolved(value) : unresolved('not a map');
}

/** The value at a path of keys; unresolved as soon as something on the way is. */
export function at(value: Resolved | undefined, ...path: readonly (string | number)[]): Resolved | undefined {
  let here = value;
  for (const key of path) {
    if (here instanceof Unresolved || here === undefined) return here;
    if (isResolvedList(here)) here = typeof key === 'number' ? here[key] : undefined;
    else if (isResolvedMap(here)) here = Object.hasOwn(here, key) ? here[key] : undefined;
    else return here === null ? undefined : new Unresolved(`expected a map or list at "${String(key)}"`);
  }
  return here;
}

/**
 * Every value that a property may turn out to have, `undefined` for absent: one for a known value, all arms of an
 * undecided `Fn::If`, and undefined as a whole where that is not known. A rule that holds for all of them holds.
 */
export function possibilities(value: Resolved | undefined): readonly (Resolved | undefined)[] | undefined {
  if (!(value instanceof Unresolved)) return [value];
  if (value.oneOf === undefined) return undefined;
  const all: (Resolved | undefined)[] = [];
  for (const one of value.oneOf) {
    const inner = possibilities(one);
    if (inner === undefined || all.length + inner.length > 64) return undefined;
    all.push(...inner);
  }
  return all;
}

function resolved<T>(value: T): Reading<T> {
  return { kind: 'resolved', value };
}

function unresolved(reason: string): { readonly kind: 'unresolved'; readonly reason: string } {
  return { kind: 'unresolved', reason };
}
