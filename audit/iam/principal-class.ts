import type { Literal } from './region';
import { SESSION, within } from './region';
import { globTokens } from './sets/glob';
import { ANY_STRING, NO_STRING, StringSet } from './sets/string-set';
import type { Account, ConcretePrincipal, IamPrincipal } from './world';

/** Principals that policies cannot tell apart but by the keys in `facts`. */
export interface PrincipalClass {
  /** For a reader: an ARN, a service, or a description. */
  readonly label: string;
  readonly kind: 'role' | 'user' | 'root' | 'outside' | 'service' | 'anonymous' | 'named';
  readonly account?: string;
  /** The declared principal it stands for; without one its identity policies are unknown, and taken to allow everything. */
  readonly declared?: IamPrincipal;
  /** For `named`: the entry of a policy that names it. */
  readonly entry?: { readonly kind: 'AWS' | 'Federated' | 'CanonicalUser'; readonly value: string };
  readonly facts: readonly Literal[];
  /** Whether its requests can carry principal tags besides those in `facts`. */
  readonly moreTags: boolean;
}

/** What only requests made by AWS services carry. */
const SERVICE_ONLY = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];
const SERVICE_NAMES = ['aws:principalservicename', 'aws:principalservicenameslist'];
const SIGNED = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:username',
  'aws:userid',
];
const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'];
const SESSION_NAME = StringSet.of(['']).not();

/** A declared role or user. */
export function declaredClass(principal: IamPrincipal, account: Account | undefined): PrincipalClass {
  const { arn, kind } = principal;
  const tags = Object.entries(principal.tags ?? {}).map(([tag, value]) =>
    is(`aws:principaltag/${tag.toLowerCase()}`, value),
  );
  return {
    label: arn,
    kind,
    account: principal.account,
    declared: principal,
    moreTags: principal.tags === undefined,
    facts: [
      is('aws:principalarn', arn),
      is('aws:principaltype', kind === 'role' ? 'AssumedRole' : 'User'),
      ...(kind === 'user'
        ? [is('aws:username', nameOf(arn))]
        : [isAbsent('aws:username'), within(SESSION, SESSION_NAME)]),
      ...tags,
      ...ofAccount(principal.account, account),
    ],
  };
}

/** An account's root user. */
export function rootClass(id: string, account: Account | undefined): PrincipalClass {
  const facts = [
    is('aws:principalarn', `arn:aws:iam::${id}:root`),
    is('aws:principaltype', 'Account'),
    isAbsent('aws:username'),
  ];
  return {
    label: `the root user of ${id}`,
    kind: 'root',
    account: id,
    moreTags: false,
    facts: [...facts, ...ofAccount(id, account)],
  };
}

/** The roles, or the users, of an account that are not declared. */
export function outsideClass(
  kind: 'role' | 'user',
  id: string,
  account: Account | undefined,
  declared: readonly string[],
): PrincipalClass {
  const arns = arnsOf(kind, id).and(StringSet.of(declared).not());
  return {
    label: `any ${account ? 'undeclared ' : ''}${kind} of account ${id}`,
    kind: 'outside',
    account: id,
    moreTags: true,
    facts: [
      within('aws:principalarn', arns),
      is('aws:principaltype', kind === 'role' ? 'AssumedRole' : 'User'),
      ...(kind === 'user' ? [isPresent('aws:username')] : [isAbsent('aws:username'), within(SESSION, SESSION_NAME)]),
      ...ofAccount(id, account),
    ],
  };
}

const arnSets = new Map<string, StringSet>();

/** The ARNs of all roles, or users, of an account: made once, since it is asked about the same few accounts. */
function arnsOf(kind: 'role' | 'user', account: string): StringSet {
  const key = `${kind} ${account}`;
  let set = arnSets.get(key);
  if (!set) {
    set = StringSet.ofPatterns(PARTITIONS.map((partition) => `arn:${partition}:iam::${account}:${kind}/?*`));
    if (arnSets.size > 1_000) arnSets.clear();
    arnSets.set(key, set);
  }
  return set;
}

/** AWS services, told apart by `aws:PrincipalServiceName`. */
export function serviceClass(): PrincipalClass {
  const names = StringSet.matching(globTokens('?*.amazonaws.com'));
  const absent = SIGNED.filter((key) => key !== 'aws:userid').map(isAbsent);
  const facts = [within('aws:principalservicename', names), is('aws:principalisawsservice', 'true'), ...absent];
  return { label: 'AWS services', kind: 'service', moreTags: false, facts };
}

/** Requests that nobody signed. */
export function anonymousClass(): PrincipalClass {
  const absent = [...SIGNED, ...SERVICE_ONLY, ...SERVICE_NAMES].map(isAbsent);
  const facts = [is('aws:principaltype', 'Anonymous'), is('aws:principalisawsservice', 'false'), ...absent];
  return { label: 'anyone, unsigned', kind: 'anonymous', moreTags: false, facts };
}

/** Whoever a policy entry names that is none of the above: an identity provider, a canonical user, a deleted principal. */
export function namedClass(kind: 'AWS' | 'Federated' | 'CanonicalUser', value: string): PrincipalClass {
  const facts = [is('aws:principalisawsservice', 'false'), ...[...SERVICE_ONLY, ...SERVICE_NAMES].map(isAbsent)];
  return { label: `${kind} ${value}`, kind: 'named', entry: { kind, value }, moreTags: true, facts };
}

/** One request's principal as a class of one. */
export function classOf(
  principal: ConcretePrincipal,
  declared: readonly IamPrincipal[],
  accounts: readonly Account[],
): PrincipalClass {
  if (principal.kind === 'anonymous') return anonymousClass();
  if (principal.kind === 'named') return namedClass(principal.entry, principal.value);
  if (principal.kind === 'service') {
    const all = serviceClass();
    return {
      ...all,
      label: principal.service,
      facts: [is('aws:principalservicename', principal.service), ...all.facts],
    };
  }
  const account = accounts.find(({ id }) => id === principal.account);
  if (principal.kind === 'root') return rootClass(principal.account, account);
  const known = declared.find(({ arn }) => arn === principal.arn);
  const base = known ? declaredClass(known, account) : outsideClass(principal.kind, principal.account, account, []);
  const session = principal.kind === 'role' ? [is(SESSION, principal.session)] : [];
  return { ...base, label: principal.arn, facts: [...base.facts, is('aws:principalarn', principal.arn), ...session] };
}

/** The last part of an ARN's path: the friendly name. */
export function nameOf(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}

/** The principal tags that `mentioned` asks for and the class cannot have. */
export function missingTags({ moreTags, facts }: PrincipalClass, mentioned: readonly string[]): Literal[] {
  const settled = new Set(facts.map(({ dimension }) => dimension));
  const open = mentioned.filter((key) => key.startsWith('aws:principaltag/') && !settled.has(key));
  return moreTags ? [] : open.map(isAbsent);
}

function ofAccount(id: string, account: Account | undefined): Literal[] {
  const org = account?.orgId;
  const facts = [
    is('aws:principalaccount', id),
    is('aws:principalisawsservice', 'false'),
    ...[...SERVICE_ONLY, ...SERVICE_NAMES].map(isAbsent),
  ];
  if (org === null) facts.push(isAbsent('aws:principalorgid'), isAbsent('aws:principalorgpaths'));
  if (typeof org === 'string') facts.push(is('aws:principalorgid', org));
  if (account?.orgPath !== undefined) facts.push(is('aws:principalorgpaths', account.orgPath));
  return facts;
}

/** The dimension is present and is `value`. */
export function is(dimension: string, value: string): Literal {
  return within(dimension, StringSet.of([value]));
}

/** The dimension is absent. */
export function isAbsent(dimension: string): Literal {
  return { dimension, absent: true, quantifier: 'all', set: NO_STRING };
}

/** The dimension is present. */
export function isPresent(dimension: string): Literal {
  return within(dimension, ANY_STRING);
}
