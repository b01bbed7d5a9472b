import { KeyTypes } from './key-types';
import type { NamedPolicy, PolicyRole } from './policy';
import { parsePolicy } from './policy';
import type { NotEvaluated, Policy } from './statement';
import type { Account, Endpoint, IamPrincipal, Resource, World } from './world';
import { remembered } from '../remembered';

/** A resource with its policy read. A role is one too: its trust policy governs who assumes it. */
export interface PreparedResource {
  readonly kind: 'key' | 'trust' | 'other';
  readonly arn: string;
  readonly covers: readonly string[];
  readonly account: string;
  readonly policies: readonly Policy[];
  readonly grants: NonNullable<Resource['grants']>;
}

/** A principal's policies, read. */
export interface PreparedPrincipal {
  readonly identity: readonly Policy[];
  /** Boundary and session policy: each must allow too. */
  readonly limits: readonly Policy[];
  /** The same, each by itself. */
  readonly limitLayers: readonly (readonly Policy[])[];
}

/** A world with every policy read once, and the types of all keys it uses. */
export interface PreparedWorld {
  readonly world: World;
  readonly types: KeyTypes;
  readonly resources: readonly PreparedResource[];
  readonly endpoints: readonly { readonly endpoint: Endpoint; readonly policies: readonly Policy[] }[];
  readonly notEvaluated: readonly NotEvaluated[];
  readonly policies: readonly Policy[];
  principal(declared: IamPrincipal): PreparedPrincipal;
  account(id: string | undefined): Account | undefined;
  serviceControl(account: Account): readonly (readonly Policy[])[];
  resourceControl(account: Account): readonly Policy[];
}

/** Reads a world; the same world is read once. */
export const prepare = remembered(read);

/** Reads two worlds so that their regions can meet: keys have the same types, and the same principals are told apart. */
export function prepareTogether(one: World, other: World): readonly [PreparedWorld, PreparedWorld] {
  const [a, b] = [read(one), read(other)];
  const policies = [...a.policies, ...b.policies];
  const types = new KeyTypes(
    policies.flatMap(({ statements }) => statements),
    [...grantKeys(one), ...grantKeys(other)],
  );
  return [
    { ...a, policies, types },
    { ...b, policies, types },
  ];
}

function read(world: World): PreparedWorld {
  const policies: Policy[] = [];
  const readAll = (named: readonly (NamedPolicy | undefined)[], role: PolicyRole): Policy[] => {
    const result = named.filter((policy) => policy !== undefined).map((policy) => parsePolicy(policy, role));
    policies.push(...result);
    return result;
  };
  const principals = new Map<IamPrincipal, PreparedPrincipal>();
  for (const principal of world.principals) {
    const limits = [...readAll([principal.boundary], 'identity'), ...readAll([principal.session], 'identity')];
    const limitLayers = limits.map((limit) => [limit]);
    principals.set(principal, { identity: readAll(principal.policies, 'identity'), limits, limitLayers });
  }
  const serviceControl = new Map<Account, Policy[][]>();
  const resourceControl = new Map<Account, Policy[]>();
  for (const account of world.accounts ?? []) {
    serviceControl.set(
      account,
      (account.serviceControl ?? []).map((level) => readAll(level, 'control')),
    );
    resourceControl.set(account, readAll(account.resourceControl ?? [], 'endpoint'));
  }
  const resources = (world.resources ?? []).map((resource): PreparedResource => ({
    kind: resource.kind ?? 'other',
    arn: resource.arn,
    covers: resource.covers ?? [resource.arn],
    account: resource.account,
    policies: readAll(resource.policies ?? (resource.kind === 'key' ? [defaultKeyPolicy(resource)] : []), 'resource'),
    grants: resource.grants ?? [],
  }));
  const trusts = world.principals
    .filter(({ kind }) => kind === 'role')
    .map((role): PreparedResource => {
      return {
        kind: 'trust',
        arn: role.arn,
        covers: [role.arn],
        account: role.account,
        policies: readAll([role.trust], 'trust'),
        grants: [],
      };
    });
  const endpoints = (world.endpoints ?? []).map((endpoint) => ({
    endpoint,
    policies: readAll([endpoint.policy], 'endpoint'),
  }));
  const accounts = new Map((world.accounts ?? []).map((account) => [account.id, account]));
  return {
    world,
    types: new KeyTypes(
      policies.flatMap(({ statements }) => statements),
      grantKeys(world),
    ),
    resources: [...resources, ...trusts],
    endpoints,
    policies,
    notEvaluated: policies.flatMap(({ notEvaluated }) => notEvaluated),
    principal: (declared) => principals.get(declared) ?? { identity: [], limits: [], limitLayers: [] },
    account: (id) => (id === undefined ? undefined : accounts.get(id)),
    serviceControl: (account) => serviceControl.get(account) ?? [],
    resourceControl: (account) => resourceControl.get(account) ?? [],
  };
}

/** The context keys that grants ask for. */
function grantKeys(world: World): string[] {
  const grants = (world.resources ?? []).flatMap((resource) => resource.grants ?? []);
  const pairs = grants.flatMap(({ encryptionContextSubset, encryptionContextEquals }) =>
    Object.keys({ ...encryptionContextSubset, ...encryptionContextEquals }),
  );
  return grants.length === 0
    ? []
    : ['kms:EncryptionContextKeys', ...pairs.map((key) => `kms:EncryptionContext:${key}`)];
}

/** What KMS attaches to a key that is made without a policy: the account decides. */
function defaultKeyPolicy({ arn, account }: Resource): NamedPolicy {
  const statement = { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' };
  return { name: `default key policy of ${arn}`, document: { Version: '2012-10-17', Statement: [statement] } };
}
