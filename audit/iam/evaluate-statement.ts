import type { Context } from './evaluate-condition';
import { clauseHolds, patternOf } from './evaluate-condition';
import type { PatternElement, PrincipalElement, PrincipalEntry, Statement } from './statement';
import type { Tri } from './three-valued';
import { anyOf, notOf } from './three-valued';
import type { AccessRequest, ConcretePrincipal } from './world';

/** How a statement's principal element reached the requester. */
export type Reach = 'account' | 'entity' | 'direct';

/** Whether one statement applies to one request, and if not, the first part of it that stands in the way. */
export interface Application {
  readonly applies: Tri;
  readonly reach: Reach;
  readonly why: string;
}

/** Applies a statement to a request, part by part, in the order in which a reader would. */
export function applyStatement(
  statement: Statement,
  request: AccessRequest,
  context: Context,
  boundary: boolean,
): Application {
  const named = namedBy(statement, request.principal, boundary);
  const parts: [string, Tri][] = [
    [statement.principal?.negated ? 'NotPrincipal' : 'Principal', named.matches],
    [
      statement.action.negated ? 'NotAction' : 'Action',
      elementHolds(statement.action, request.action.toLowerCase(), new Map(), false, true),
    ],
    [
      statement.resource.negated ? 'NotResource' : 'Resource',
      elementHolds(statement.resource, request.resource, context, statement.variables, false),
    ],
    ...statement.conditions.map((clause): [string, Tri] => [
      `Condition ${clause.operator} ${clause.key}`,
      clauseHolds(clause, context, statement.variables),
    ]),
  ];
  const failed = parts.find(([, holds]) => holds === false);
  if (failed) return { applies: false, reach: named.reach, why: `${failed[0]} does not match` };
  const open = parts.find(([, holds]) => holds === undefined);
  const unsure = open ?? (statement.effect === 'Unknown' ? ['Effect'] : undefined);
  return {
    applies: unsure ? undefined : true,
    reach: named.reach,
    why: unsure ? `${unsure[0]} could not be evaluated` : 'it matches',
  };
}

function elementHolds(
  element: PatternElement,
  value: string,
  context: Context,
  variables: boolean,
  lower: boolean,
): Tri {
  const hit = anyOf(
    element.patterns.map(
      (text) =>
        patternOf(completed(lower ? text.toLowerCase() : text, lower), 'glob', context, variables)?.test(value) ??
        false,
    ),
  );
  const known = element.incomplete && hit === false ? undefined : hit;
  return element.negated ? notOf(known) : known;
}

function completed(text: string, action: boolean): string {
  const parts = text.split(':');
  return action || parts[0] !== 'arn' || parts.length >= 6
    ? text
    : [...parts, ...Array<string>(6 - parts.length).fill('*')].join(':');
}

function namedBy(
  { principal, effect }: Statement,
  who: ConcretePrincipal,
  boundary: boolean,
): { matches: Tri; reach: Reach } {
  if (!principal) return { matches: true, reach: 'entity' };
  if (principal.negated) return { matches: leftOver(principal, who, effect === 'Deny' && boundary), reach: 'direct' };
  const reaches = principal.entries.map((entry) => reachOf(entry, who));
  const best = (['direct', 'entity', 'account'] as const).find((reach) => reaches.includes(reach));
  if (best) return { matches: true, reach: best };
  return { matches: principal.incomplete ? undefined : false, reach: 'direct' };
}

/** All the reaches of an element count: naming account and role gives what either gives. */
export function reachesOf({ principal }: Statement, who: ConcretePrincipal): ReadonlySet<Reach> {
  if (!principal) return new Set(['entity']);
  if (principal.negated) return new Set(['direct']);
  const found = principal.entries.flatMap((entry) => reachOf(entry, who) ?? []);
  return new Set(principal.incomplete ? [...found, 'direct'] : found);
}

function reachOf({ kind, value }: PrincipalEntry, who: ConcretePrincipal): Reach | undefined {
  if (kind === 'AWS' && value === '*') return 'direct';
  if (who.kind === 'anonymous') return undefined;
  if (who.kind === 'named') return who.entry === kind && who.value === value ? 'direct' : undefined;
  if (who.kind === 'service') return kind === 'Service' && value === who.service ? 'direct' : undefined;
  if (kind !== 'AWS') return undefined;
  if (value === who.account || new RegExp(`^arn:[^:]*:iam::${who.account}:root$`).test(value))
    return who.kind === 'root' ? 'direct' : 'account';
  if (value === who.arn) return who.kind === 'role' ? 'entity' : 'direct';
  if (who.kind !== 'role') return undefined;
  const session = `:sts::${who.account}:assumed-role/${who.arn.split('/').at(-1) ?? ''}/${who.session}`;
  return value.startsWith('arn:') && value.endsWith(session) && value.split(':').length === 6 ? 'direct' : undefined;
}

/** Whether NotPrincipal leaves the requester among those it speaks of. */
function leftOver(element: PrincipalElement, who: ConcretePrincipal, always: boolean): Tri {
  if (always) return true;
  const reaches = new Set(element.entries.map((entry) => reachOf(entry, who)));
  if (element.entries.some(({ value }) => value === '*')) return false;
  const needed: readonly Reach[] =
    who.kind === 'role' ? ['account', 'entity', 'direct'] : who.kind === 'user' ? ['account', 'direct'] : ['direct'];
  if (needed.every((reach) => reaches.has(reach))) return false;
  return needed.some((reach) => reaches.has(reach)) || element.incomplete ? undefined : true;
}
