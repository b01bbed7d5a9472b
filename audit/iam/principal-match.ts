import type { Side } from './approximation';
import type { PrincipalClass } from './principal-class';
import { is, nameOf } from './principal-class';
import type { Literal } from './region';
import { negate, SESSION, within } from './region';
import { globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';
import type { PrincipalElement, PrincipalEntry } from './statement';

/**
 * How a policy names a principal decides how far its allow reaches: `account` only lets the account decide, `entity` gives to the role
 * or user itself, `direct` (a session, a service, everyone) gives past boundary and session policy.
 */
export type Strength = 'account' | 'entity' | 'direct';

/** One way in which an element names a class: the requests of the class for which `literals` hold. */
export interface PrincipalMatch {
  readonly strength: Strength;
  readonly literals: readonly Literal[];
}

/** The ways in which `element` names members of `who`, seen from the given side. */
export function matchPrincipal(
  element: PrincipalElement,
  who: PrincipalClass,
  side: Side,
  denies: boolean,
): readonly PrincipalMatch[] {
  if (element.negated) return excluded(element, who, side, denies);
  const matches = element.entries.flatMap((entry) => matchEntry(entry, who));
  return element.incomplete && side === 'upper' ? [...matches, { strength: 'direct', literals: [] }] : matches;
}

function matchEntry({ kind, value }: PrincipalEntry, who: PrincipalClass): PrincipalMatch[] {
  if (kind === 'AWS' && value === '*') return [{ strength: 'direct', literals: [] }];
  if (who.entry)
    return who.entry.kind === kind && who.entry.value === value ? [{ strength: 'direct', literals: [] }] : [];
  if (kind === 'Service') {
    return who.kind === 'service' ? [{ strength: 'direct', literals: [is('aws:principalservicename', value)] }] : [];
  }
  if (kind !== 'AWS' || who.account === undefined) return [];
  if (accountNamed(value) === who.account)
    return [{ strength: who.kind === 'root' ? 'direct' : 'account', literals: [] }];
  const session = sessionNamed(value);
  if (session) return matchSession(session, who);
  // Users are not held by their boundary here, roles are: AWS documents the difference.
  const strength = who.kind === 'user' ? 'direct' : 'entity';
  if (who.declared) return who.declared.arn === value ? [{ strength, literals: [] }] : [];
  return who.kind === 'outside' && value.split(':')[4] === who.account
    ? [{ strength, literals: [is('aws:principalarn', value)] }]
    : [];
}

interface SessionName {
  readonly account: string;
  readonly role: string;
  readonly session: string;
}

function matchSession({ account, role, session }: SessionName, who: PrincipalClass): PrincipalMatch[] {
  if (account !== who.account) return [];
  if (who.declared) {
    const mine = who.kind === 'role' && nameOf(who.declared.arn) === role;
    return mine ? [{ strength: 'direct', literals: [is(SESSION, session)] }] : [];
  }
  if (who.kind !== 'outside') return [];
  const arns = [`arn:*:iam::${account}:role/${role}`, `arn:*:iam::${account}:role/*/${role}`];
  const named = StringSet.union(arns.map((arn) => StringSet.matching(globTokens(arn))));
  return [{ strength: 'direct', literals: [within('aws:principalarn', named), is(SESSION, session)] }];
}

/** The account that `111122223333` or `arn:aws:iam::111122223333:root` names. */
export function accountNamed(value: string): string | undefined {
  if (/^\d{12}$/.test(value)) return value;
  const parts = value.split(':');
  return parts.length === 6 && parts[2] === 'iam' && parts[5] === 'root' ? parts[4] : undefined;
}

function sessionNamed(value: string): SessionName | undefined {
  const match = /^arn:[^:]*:sts::([^:]*):assumed-role\/([^/]+)\/(.+)$/.exec(value);
  return match ? { account: match[1] ?? '', role: match[2] ?? '', session: match[3] ?? '' } : undefined;
}

/**
 * `NotPrincipal`. A role session goes by three names (account, role, session), and AWS asks to list all three to be left out; a user by
 * two. Where only some are listed the documentation leaves open what happens, so both is possible.
 */
function excluded(element: PrincipalElement, who: PrincipalClass, side: Side, denies: boolean): PrincipalMatch[] {
  const hit: PrincipalMatch[] = [{ strength: 'direct', literals: [] }];
  // Documented: with a boundary attached, Deny with NotPrincipal denies whatever it lists.
  if (denies && who.declared?.boundary) return hit;
  const listed = element.entries.flatMap((entry) => matchEntry(entry, who));
  if (side === 'lower') {
    if (element.incomplete) return [];
    const outside = listed.map(({ literals }) =>
      literals.length === 1 && literals[0] ? negate(literals[0]) : undefined,
    );
    return outside.every((literal) => literal !== undefined) ? [{ strength: 'direct', literals: outside }] : [];
  }
  if (element.entries.some(({ value }) => value === '*')) return [];
  if (who.kind === 'anonymous') return hit;
  if (who.kind === 'service' || who.kind === 'named') {
    if (who.kind === 'named' && listed.length > 0) return [];
    return [{ strength: 'direct', literals: listed.flatMap(({ literals }) => literals.map(negate)) }];
  }
  const account = listed.some(({ strength }) => strength === 'account');
  const itself = listed.some(
    ({ strength, literals }) => strength !== 'account' && !literals.some(({ dimension }) => dimension === SESSION),
  );
  if (who.kind === 'user' || who.kind === 'root') return (account || who.kind === 'root') && itself ? [] : hit;
  const sessions = listed.flatMap(({ literals }) => literals.filter(({ dimension }) => dimension === SESSION));
  return who.kind === 'role' && account && itself ? [{ strength: 'direct', literals: sessions.map(negate) }] : hit;
}
