import { readConditions } from './read-conditions';
import { readPrincipal } from './read-principal';
import type { Effect, NotEvaluated, PatternElement, Policy, Statement } from './statement';

/** Where a document stands decides what it must hold: resource, trust and endpoint policies name principals, the others may not. */
export type PolicyRole = 'identity' | 'resource' | 'trust' | 'endpoint' | 'control';

/** A policy document with the name a reader knows it by. */
export interface NamedPolicy {
  readonly name: string;
  /** JSON, parsed or as text. */
  readonly document: unknown;
  /** The construct or resource it comes from. */
  readonly origin?: string;
}

const NAMES_PRINCIPALS: ReadonlySet<PolicyRole> = new Set(['resource', 'trust', 'endpoint']);
const EVERYTHING: PatternElement = { negated: false, patterns: ['*'], incomplete: false };
const UNKNOWN: PatternElement = { negated: false, patterns: [], incomplete: true };

const read = new WeakMap<NamedPolicy, Map<PolicyRole, Policy>>();

/** Reads any value as a policy. Never throws: what cannot be read becomes a statement that may allow and may deny. */
export function parsePolicy(named: NamedPolicy, role: PolicyRole): Policy {
  const known = read.get(named) ?? new Map<PolicyRole, Policy>();
  read.set(named, known);
  let policy = known.get(role);
  if (!policy) {
    policy = readPolicy(named, role);
    known.set(role, policy);
  }
  return policy;
}

function readPolicy(named: NamedPolicy, role: PolicyRole): Policy {
  const document = asObject(named.document);
  const statements = document && asList(document['Statement']);
  const variables = document?.['Version'] === '2012-10-17';
  if (!document || !statements || !isVersion(document['Version'])) {
    const reason = !document
      ? 'the document is no JSON object'
      : !statements
        ? 'it has no Statement'
        : 'its Version is unknown';
    const note: NotEvaluated = { kind: 'notEvaluated', where: named.name, reason };
    return { name: named.name, statements: [unreadable(named, 0, note)], notEvaluated: [note] };
  }
  const parsed = statements.map((raw, index) => readStatement(named, role, variables, raw, index));
  return { name: named.name, statements: parsed, notEvaluated: parsed.flatMap((statement) => statement.notEvaluated) };
}

function readStatement(
  named: NamedPolicy,
  role: PolicyRole,
  variables: boolean,
  raw: unknown,
  index: number,
): Statement {
  const where = `${named.name}#${index}`;
  const source = asObject(raw);
  if (!source)
    return unreadable(named, index, { kind: 'notEvaluated', where, reason: 'the statement is no JSON object' });
  const reasons: string[] = [];
  const note = (reason: string): void => void reasons.push(reason);
  const effect = readEffect(source['Effect'], note);
  const principal = readPrincipal(source, NAMES_PRINCIPALS.has(role), note);
  const statement = {
    ...labels(named, index),
    ...(typeof source['Sid'] === 'string' && source['Sid'] !== '' ? { sid: source['Sid'] } : {}),
    effect,
    ...(principal ? { principal } : {}),
    action: readPatterns(source, 'Action', note),
    // A resource policy without Resource, such as a trust policy, speaks of the resource it is attached to.
    resource:
      NAMES_PRINCIPALS.has(role) && !('Resource' in source) && !('NotResource' in source)
        ? EVERYTHING
        : readPatterns(source, 'Resource', note),
    conditions: readConditions(source['Condition'], note),
    variables,
  };
  return { ...statement, notEvaluated: reasons.map((reason) => ({ kind: 'notEvaluated', where, reason })) };
}

function labels(named: NamedPolicy, index: number): Pick<Statement, 'policy' | 'origin' | 'index'> {
  return { policy: named.name, ...(named.origin === undefined ? {} : { origin: named.origin }), index };
}

function unreadable(named: NamedPolicy, index: number, note: NotEvaluated): Statement {
  return {
    ...labels(named, index),
    effect: 'Unknown',
    principal: { negated: false, entries: [], incomplete: true },
    action: UNKNOWN,
    resource: UNKNOWN,
    conditions: [],
    variables: false,
    notEvaluated: [note],
  };
}

function readEffect(raw: unknown, note: (reason: string) => void): Effect {
  if (raw === 'Allow' || raw === 'Deny') return raw;
  note('Effect is neither Allow nor Deny');
  return 'Unknown';
}

function readPatterns(
  source: Record<string, unknown>,
  name: 'Action' | 'Resource',
  note: (reason: string) => void,
): PatternElement {
  const negated = `Not${name}` in source;
  if (negated && name in source) {
    note(`${name} and Not${name} stand together`);
    return UNKNOWN;
  }
  const element = negated ? `Not${name}` : name;
  const list = element in source ? asList(source[element]) : undefined;
  if (!list || list.length === 0) {
    note(`${element} is missing or empty`);
    return UNKNOWN;
  }
  const patterns = list.filter((item): item is string => typeof item === 'string');
  const incomplete = patterns.length < list.length;
  if (incomplete) note(`${element} holds something that is no string`);
  return { negated, patterns, incomplete };
}

function isVersion(version: unknown): boolean {
  return version === undefined || version === '2012-10-17' || version === '2008-10-17';
}

function asObject(raw: unknown): Record<string, unknown> | undefined {
  let value = raw;
  if (typeof raw === 'string') {
    try {
      value = JSON.parse(raw);
    } catch {
      return undefined;
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function asList(raw: unknown): unknown[] | undefined {
  return raw === undefined || raw === null ? undefined : Array.isArray(raw) ? raw : [raw];
}
