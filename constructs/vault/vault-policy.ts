import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';
import { VaultAccess, type VaultDoor } from './vault-door';

const READ_ACTIONS = [
  's3:GetObject',
  's3:GetObjectAttributes',
  's3:GetObjectTagging',
  's3:GetObjectVersion',
  's3:GetObjectVersionAttributes',
  's3:GetObjectVersionTagging',
];
const WRITE_ACTIONS = ['s3:PutObject', 's3:AbortMultipartUpload'];
const TAG_ACTIONS = [
  's3:DeleteObjectTagging',
  's3:DeleteObjectVersionTagging',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
];
const CLEAR_ACTIONS = ['s3:DeleteObject'];
const REMOVE_ACTIONS = ['s3:DeleteObjectVersion', 's3:PutObjectRetention', 's3:BypassGovernanceRetention'];

/** What a door's access stands for, in S3's actions on objects. */
export function objectActions(access: VaultAccess): string[] {
  switch (access) {
    case VaultAccess.READ:
      return ['s3:GetObject', 's3:GetObjectVersion'];
    case VaultAccess.WRITE:
      return ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
    case VaultAccess.SCAN:
      return [
        's3:GetObject',
        's3:GetObjectVersion',
        's3:GetObjectTagging',
        's3:GetObjectVersionTagging',
        's3:PutObjectTagging',
        's3:PutObjectVersionTagging',
      ];
    case VaultAccess.CLEAR:
      return CLEAR_ACTIONS;
  }
}

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

/** Denies what comes from outside the organisation; AWS services delivering for it pass. */
export function organizationOnly(bucketArn: string, organizationId: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'DenyOutsideOrganisation',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  });
}

/** Denies objects that ask for another encryption or another key; objects that ask for none get the bucket's own key. */
export function encryptionOnly(bucketArn: string, keyArn: string): PolicyStatement[] {
  const deny = (sid: string, header: string, wanted: string): PolicyStatement =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/*`],
      conditions: { StringNotEquals: { [header]: wanted }, Null: { [header]: 'false' } },
    });
  return [
    deny('DenyOtherEncryption', 's3:x-amz-server-side-encryption', 'aws:kms'),
    deny('DenyOtherKey', 's3:x-amz-server-side-encryption-aws-kms-key-id', keyArn),
  ];
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
