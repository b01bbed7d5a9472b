import { isResolvedList, isResolvedMap, Unresolved, type Resolved, type ResolvedMap } from '../assembly/value';
import { canonical } from './compare/canonical';
import { differences, same } from './compare/differences';
import type { Beside, Found, Meant, Reader, Reading } from './reader';
import type { Difference, Extra, Failure, NotCompared, ResourceVerdict, Subject } from './verdict';

/** The verdict on one resource and on what was found under it, and what the proofs are to see of it. */
export interface Judged {
  readonly verdict: ResourceVerdict;
  readonly extras: readonly Extra[];
  /** Live properties in the template's shape; absent for what is missing or was not read at all. */
  readonly properties?: ResolvedMap;
  /** The same, with what was not read taken as it was meant. */
  readonly assumed?: ResolvedMap;
}

/** Holds what was found against what was meant. */
export function judge(
  subject: Subject,
  meant: Meant,
  reader: Reader,
  found: Found,
  beside: Beside,
  tags: ReadonlySet<string>,
): Judged {
  if (found.kind === 'missing')
    return { verdict: { ...subject, verdict: 'missing', detail: found.detail }, extras: [] };
  const settled = reader.settle?.(meant, found, beside);
  const read = settled?.properties ?? found.properties;
  const expected = reader.expect?.(meant.properties, meant) ?? meant.properties;
  const open: NotCompared[] = [];
  const wrong: Difference[] = [];
  const unread: (Failure & { readonly property: string })[] = [];
  const properties: Record<string, Resolved> = {};
  for (const name of namesOf(expected, read, found.unread)) {
    const failure = found.unread?.[name];
    const declared = expected[name];
    if (reader.onlyInTemplates?.includes(name)) {
      open.push({ property: name, why: 'only CloudFormation reads it' });
      if (declared !== undefined) properties[name] = declared;
    } else if (failure || !(name in read)) {
      const why = failure?.detail ?? 'no reader reads it';
      if (failure && failure.kind !== 'no reader') unread.push({ ...failure, property: name });
      else open.push({ property: name, why });
      if (!name.startsWith('(')) properties[name] = new Unresolved(`not read live: ${why}`);
    } else {
      const value = name === 'Tags' ? ownTags(read[name], declared, tags) : read[name];
      const compared = compare(name, declared, value, reader.defaults);
      wrong.push(...compared.differences);
      open.push(...compared.open);
      const kept = compared.differences.length === 0 ? meant.properties[name] : asTemplate(value);
      if (kept !== undefined) properties[name] = kept;
    }
  }
  const verdict = verdictOf(subject, wrong, unread, open);
  const assumed = Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) => {
      const taken = value instanceof Unresolved ? meant.properties[name] : value;
      return taken === undefined ? [] : [[name, taken] as const];
    }),
  );
  return { verdict, extras: settled?.extras ?? found.parts ?? [], properties, assumed };
}

function namesOf(expected: ResolvedMap, read: Reading['properties'], unread: Reading['unread'] = {}): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(read), ...Object.keys(unread)])].sort();
}

/** Where the template says nothing, what AWS does by itself is meant. */
function compare(name: string, meant: Resolved | undefined, found: unknown, defaults: Reader['defaults'] = {}) {
  if (meant === undefined && Object.hasOwn(defaults, name)) {
    const usual = canonical(found) === undefined || same(defaults[name], found);
    return usual ? { differences: [], open: [] } : differences(name, defaults[name], found);
  }
  return differences(name, meant, found ?? (same(meant, defaults[name]) && isFalse(meant) ? meant : undefined));
}

/** `false` and *not set* are one thing to most services. */
function isFalse(value: unknown): boolean {
  return value === false || value === 'false' || value === 0;
}

function verdictOf(
  subject: Subject,
  wrong: readonly Difference[],
  unread: readonly (Failure & { readonly property: string })[],
  notCompared: readonly NotCompared[],
): ResourceVerdict {
  if (wrong.length > 0) return { ...subject, verdict: 'drifted', differences: wrong, unread, notCompared };
  const [first] = unread;
  if (!first) return { ...subject, verdict: 'in place', notCompared };
  const failure = { kind: first.kind, detail: first.detail };
  return { ...subject, verdict: 'not readable', failure, unread: unread.map(({ property }) => property), notCompared };
}

/** Tags of the stack reach its resources without standing in the template. */
function ownTags(found: unknown, meant: Resolved | undefined, ofStack: ReadonlySet<string>): unknown {
  if (!Array.isArray(found)) return found;
  const named = new Set(isResolvedList(meant) ? meant.map((tag) => (isResolvedMap(tag) ? tag['Key'] : undefined)) : []);
  return found.filter((tag: { readonly Key?: string }) => named.has(tag.Key) || !ofStack.has(tag.Key ?? ''));
}

/** A live value where a template's stands: policies as maps, nothing undefined. */
export function asTemplate(value: unknown): Resolved | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value.startsWith('{"') && value.includes('"Statement"') ? parsed(value) : value;
  if (Array.isArray(value)) return value.flatMap((one: unknown) => asTemplate(one) ?? []);
  if (typeof value !== 'object') return value as Resolved;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
      const kept = asTemplate(one);
      return kept === undefined ? [] : [[key, kept] as const];
    }),
  );
}

function parsed(text: string): Resolved {
  try {
    return JSON.parse(text) as Resolved;
  } catch {
    return text;
  }
}
