import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';
import {
  CLEAR_ACTIONS,
  objectActions,
  READ_ACTIONS,
  REMOVE_ACTIONS,
  TAG_ACTIONS,
  WRITE_ACTIONS,
} from './object-actions';
import { VaultAccess, type VaultDoor } from './vault-door';

/** The statements that make the doors the only way in: each grants one door, and explicit denies close the rest. */
export function doorStatements(bucketArn: string, doors: readonly VaultDoor[]): PolicyStatement[] {
  const of = (...accesses: VaultAccess[]): VaultDoor[] => doors.filter((door) => accesses.includes(door.access));
  return [
    ...waysIn(doors).flatMap((way) => grant(bucketArn, way)),
    ...closeExcept(bucketArn, 'Read', READ_ACTIONS, of(VaultAccess.READ, VaultAccess.SCAN)),
    ...closeExcept(bucketArn, 'Write', WRITE_ACTIONS, of(VaultAccess.WRITE)),
    ...closeExcept(bucketArn, 'Tag', TAG_ACTIONS, of(VaultAccess.SCAN)),
    ...wrongDoor(bucketArn, doors),
  ];
}

/** Doors that say the same of several roles of one account, or of several prefixes: a bucket's policy has room for 20 KB. */
interface WayIn {
  readonly account: string;
  readonly access: VaultAccess;
  readonly roles: readonly string[];
  readonly prefixes: readonly string[];
}

function waysIn(doors: readonly VaultDoor[]): WayIn[] {
  const byPrefix = grouped(
    doors,
    ({ principalArn, access, prefix }) => [accountOf(principalArn), access, prefix].join('\n'),
    ({ principalArn }) => principalArn,
  );
  const byRoles = grouped(
    byPrefix,
    ([{ principalArn, access }, roles]) => [accountOf(principalArn), access, ...roles].join('\n'),
    ([{ prefix }]) => prefix,
  );
  return byRoles.map(([[{ principalArn, access }, roles], prefixes]) => {
    return { account: accountOf(principalArn), access, roles, prefixes };
  });
}

/** In order of first appearance: the first of each group, and what all of it have, each once and sorted. */
function grouped<One>(
  all: readonly One[],
  key: (one: One) => string,
  value: (one: One) => string,
): (readonly [One, readonly string[]])[] {
  const groups = new Map<string, readonly [One, string[]]>();
  for (const one of all) {
    const [first, values] = groups.get(key(one)) ?? [one, []];
    groups.set(key(one), [first, [...new Set([...values, value(one)])].sort()]);
  }
  return [...groups.values()];
}

/** The account named, narrowed to roles: unlike a role's own ARN this does not break when the role is made anew. */
function grant(bucketArn: string, { account, access, roles, prefixes }: WayIn): PolicyStatement[] {
  const principals = [new AccountPrincipal(account)];
  const onlyThatRole = { ArnEquals: { 'aws:PrincipalArn': oneOrAll(roles) } };
  const objects = new PolicyStatement({
    principals,
    actions: objectActions(access),
    resources: prefixes.map((prefix) => `${bucketArn}/${prefix}*`),
    conditions: onlyThatRole,
  });
  if (access === VaultAccess.WRITE || access === VaultAccess.CLEAR) return [objects];
  const listing = new PolicyStatement({
    principals,
    actions: ['s3:ListBucket'],
    resources: [bucketArn],
    conditions: { ...onlyThatRole, StringLike: { 's3:prefix': oneOrAll(prefixes.map((prefix) => `${prefix}*`)) } },
  });
  return [objects, listing];
}

/** As AWS writes them back: a list of one is the one. */
function oneOrAll(values: readonly string[]): string | string[] {
  return values.length === 1 && values[0] !== undefined ? values[0] : [...values];
}

/** Denies one kind of action to everyone but the doors' roles, and to each of these outside its own prefixes. */
function closeExcept(
  bucketArn: string,
  kind: string,
  actions: string[],
  doors: readonly VaultDoor[],
): PolicyStatement[] {
  const everyone = { effect: Effect.DENY, principals: [new AnyPrincipal()], actions };
  const roles = [...new Set(doors.map((door) => door.principalArn))].sort();
  const strangers = new PolicyStatement({
    ...everyone,
    sid: `Deny${kind}ByOthers`,
    resources: [`${bucketArn}/*`],
    ...(roles.length > 0 && { conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles } } }),
  });
  const byPrefixes = new Map<string, string[]>();
  for (const role of roles) {
    const prefixes = [...new Set(doors.filter((door) => door.principalArn === role).map((door) => door.prefix))].sort();
    if (prefixes.includes('')) continue;
    const id = prefixes.join('\n');
    byPrefixes.set(id, [...(byPrefixes.get(id) ?? []), role]);
  }
  const elsewhere = [...byPrefixes].map(
    ([id, group], index) =>
      new PolicyStatement({
        ...everyone,
        sid: `Deny${kind}Elsewhere${index}`,
        notResources: [bucketArn, ...id.split('\n').map((prefix) => `${bucketArn}/${prefix}*`)],
        conditions: { ArnEquals: { 'aws:PrincipalArn': group } },
      }),
  );
  return [strangers, ...elsewhere];
}

/** Denies a role that has a network door every other way in, AWS services acting on its behalf aside. */
function wrongDoor(bucketArn: string, doors: readonly VaultDoor[]): PolicyStatement[] {
  const groups = new Map<string, VaultDoor[]>();
  for (const door of doors) {
    const id = door.vpcEndpointIds?.join(' ') ?? door.vpcEndpointAccount;
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), door]);
  }
  return [...groups.values()].map((group, index) => {
    const [first] = group;
    const outside: Record<string, string | string[]> = first?.vpcEndpointIds
      ? { 'aws:SourceVpce': first.vpcEndpointIds }
      : { 'aws:VpceAccount': first?.vpcEndpointAccount ?? '' };
    return new PolicyStatement({
      sid: `DenyWrongDoor${index}`,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: [
        ...READ_ACTIONS,
        ...WRITE_ACTIONS,
        ...(group.some(({ access }) => access === VaultAccess.CLEAR) ? CLEAR_ACTIONS : []),
      ],
      resources: [`${bucketArn}/*`],
      conditions: {
        ArnEquals: { 'aws:PrincipalArn': [...new Set(group.map((door) => door.principalArn))].sort() },
        StringNotEquals: outside,
        Bool: { 'aws:ViaAWSService': 'false' },
      },
    });
  });
}

/**
 * Denies removal and the loosening of locks to everyone but one role, where there is one. In a versioned vault a deletion without a version only
 * hides an object: roles with a door to clear may do that, below their prefixes.
 */
export function removalOnlyBy(
  bucketArn: string,
  overrideArn: string | undefined,
  doors: readonly VaultDoor[],
): PolicyStatement[] {
  const clearing = doors.filter(({ access }) => access === VaultAccess.CLEAR);
  const removal = new PolicyStatement({
    sid: 'DenyRemoval',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [...(clearing.length === 0 ? CLEAR_ACTIONS : []), ...REMOVE_ACTIONS],
    resources: [`${bucketArn}/*`],
    ...(overrideArn !== undefined && { conditions: { ArnNotEquals: { 'aws:PrincipalArn': overrideArn } } }),
  });
  if (clearing.length === 0) return [removal];
  const override =
    overrideArn === undefined ? [] : [{ principalArn: overrideArn, access: VaultAccess.CLEAR, prefix: '' }];
  return [removal, ...closeExcept(bucketArn, 'Clear', CLEAR_ACTIONS, [...clearing, ...override])];
}
