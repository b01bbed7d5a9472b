import type { PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { anonymousClass, declaredClass, namedClass, outsideClass, rootClass, serviceClass } from './principal-class';
import { accountNamed } from './principal-match';
import { globMatches } from './glob-match';
import type { PrincipalEntry } from './statement';

const cache = new WeakMap<PreparedWorld, Map<boolean, PrincipalClass[]>>();

/** Every class of principal the world's policies can tell apart: together they are everyone. */
export function expectedPrincipals(world: PreparedWorld, rootUsers: boolean): readonly PrincipalClass[] {
  const known = cache.get(world) ?? new Map<boolean, PrincipalClass[]>();
  cache.set(world, known);
  const classes = known.get(rootUsers) ?? enumerate(world, rootUsers);
  known.set(rootUsers, classes);
  return classes;
}

function enumerate(world: PreparedWorld, rootUsers: boolean): PrincipalClass[] {
  const { principals, accounts = [] } = world.world;
  const statements = world.policies.flatMap((policy) => policy.statements);
  const entries = statements.flatMap(({ principal }) => principal?.entries ?? []);
  const mentioned = new Set([...accounts.map(({ id }) => id), ...entries.flatMap(accountOf), ...grantAccounts(world)]);
  const tests = statements.flatMap(({ conditions }) =>
    conditions.filter(({ key }) => ACCOUNT_KEYS.has(key.toLowerCase())),
  );
  for (const text of tests.flatMap(({ values }) => values)) for (const id of accountsIn(text)) mentioned.add(id);
  const strangers = strangerAccounts(
    mentioned,
    tests.flatMap(({ values }) => values),
  );
  const owned = new Set([...accounts.map(({ id }) => id), ...principals.map(({ account }) => account)]);
  const open = [...new Set([...mentioned, ...owned, ...strangers])].filter((id) => !isComplete(world, id));
  const declared = principals.map(({ arn }) => arn);
  return [
    ...principals.map((principal) => declaredClass(principal, world.account(principal.account))),
    ...open.flatMap((id) =>
      (['role', 'user'] as const).map((kind) => outsideClass(kind, id, world.account(id), declared)),
    ),
    ...(rootUsers ? [...owned].map((id) => rootClass(id, world.account(id))) : []),
    serviceClass(),
    anonymousClass(),
    ...namedOnes(
      entries,
      principals.map(({ arn }) => arn),
    ),
  ];
}

const ACCOUNT_KEYS = new Set(['aws:principalarn', 'aws:principalaccount', 'kms:calleraccount']);

/** Declared principals are all there are, unless the account says that there are more, or there are none to begin with. */
function isComplete(world: PreparedWorld, id: string): boolean {
  const listed = world.world.principals.some(({ account }) => account === id);
  return listed && world.account(id)?.undeclaredPrincipals !== true;
}

function accountOf({ kind, value }: PrincipalEntry): string[] {
  if (kind !== 'AWS' || value === '*') return [];
  const account = accountNamed(value) ?? value.split(':')[4];
  return account ? [account] : [];
}

function grantAccounts(world: PreparedWorld): string[] {
  const grantees = world.resources.flatMap(({ grants }) => grants.map(({ grantee }) => grantee.split(':')[4] ?? ''));
  return grantees.filter((account) => account !== '');
}

function accountsIn(text: string): string[] {
  return text.match(/\b\d{12}\b/g) ?? [];
}

/** One account that nobody mentions, and for each pattern on accounts some that fit it. */
function strangerAccounts(mentioned: ReadonlySet<string>, patterns: readonly string[]): string[] {
  const free = (candidates: readonly string[]): string[] => candidates.filter((id) => !mentioned.has(id)).slice(0, 1);
  const fresh = free(Array.from({ length: mentioned.size + 1 }, (_, at) => String(999_999_999_999 - at)));
  const accounts = patterns.map((text) => (text.startsWith('arn:') ? (text.split(':')[4] ?? '') : text));
  const partial = accounts.filter((text) => /^(?=.*\d)(?=.*[*?])[\d*?]+$/.test(text));
  const fitting = [...new Set(partial)].flatMap((pattern) =>
    ['9', '5', '0'].map((digit) => fill(pattern, digit)).filter((id) => globMatches(pattern, id) && !mentioned.has(id)),
  );
  return [...new Set([...fresh, ...fitting])];
}

function fill(pattern: string, digit: string): string {
  const fixed = pattern.replaceAll('?', digit);
  const missing = 12 - fixed.replaceAll('*', '').length;
  return missing < 0 ? '' : fixed.replace('*', digit.repeat(missing)).replaceAll('*', '');
}

/** Entries that are no account, role, user or service: identity providers, canonical users, deleted and federated ones. */
function namedOnes(entries: readonly PrincipalEntry[], declared: readonly string[]): PrincipalClass[] {
  const found = new Map<string, PrincipalClass>();
  for (const { kind, value } of entries) {
    if (kind === 'Service' || value === '*' || declared.includes(value)) continue;
    const known =
      kind === 'AWS' &&
      (accountNamed(value) !== undefined ||
        /^arn:[^:]*:(iam::[^:]*:(role|user)\/|sts::[^:]*:assumed-role\/)/.test(value));
    if (!known) found.set(`${kind} ${value}`, namedClass(kind, value));
  }
  return [...found.values()];
}
