import fc from 'fast-check';
import type { AccessRequest, ConcretePrincipal, World } from '../../audit/iam/world';

const HOME = '111122223333';
const AWAY = '222233334444';

/** The small universe in which random policies live. */
export const UNIVERSE = {
  role: `arn:aws:iam::${HOME}:role/worker`,
  user: `arn:aws:iam::${HOME}:user/ann`,
  other: `arn:aws:iam::${AWAY}:role/guest`,
  actions: ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'sts:AssumeRole'],
  resources: [
    'arn:aws:s3:::data/a',
    'arn:aws:s3:::data/b/c',
    'arn:aws:kms:eu-west-1:111122223333:key/k',
    `arn:aws:iam::${HOME}:role/worker`,
  ],
} as const;

/** Keys with the values a random request may carry; `multi` ones carry lists. */
const KEYS: Readonly<Record<string, readonly (string | readonly string[])[]>> = {
  'app:Text': ['red', 'blue', 'redder'],
  'app:Size': ['1', '5', '10'],
  'app:Flag': ['true', 'false'],
  'app:Time': ['2026-01-01T00:00:00Z', '2027-06-01T00:00:00Z'],
  'aws:SourceIp': ['10.0.0.5', '192.0.2.1', '2001:db8::1'],
  'app:Arn': ['arn:aws:sns:eu-west-1:111122223333:topic', 'arn:aws:sns:eu-west-1:111122223333:a:b'],
  'aws:TagKeys': [['red'], ['red', 'blue'], ['green']],
  'aws:SourceVpce': ['vpce-1', 'vpce-2'],
  'aws:PrincipalTag/team': ['red', 'blue', ''],
};

const VALUES: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  'app:Text': [
    ['StringEquals', ['red', 'blue', '']],
    ['StringNotEquals', ['red', 'blue']],
    ['StringEqualsIgnoreCase', ['RED', 'Blue']],
    ['StringNotEqualsIgnoreCase', ['RED']],
    ['StringLike', ['red*', '*e*', '?lue', '${aws:PrincipalTag/team}*']],
    ['StringNotLike', ['red*', '*d', '${aws:PrincipalTag/team}']],
  ],
  'app:Size': [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ].map((name) => [name, ['1', '5', '7']] as const),
  'app:Flag': [['Bool', ['true', 'false']]],
  'app:Time': ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateGreaterThanEquals'].map(
    (name) => [name, ['2026-01-01T00:00:00Z', '2026-12-31', '1790000000']] as const,
  ),
  'aws:SourceIp': ['IpAddress', 'NotIpAddress'].map(
    (name) => [name, ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32']] as const,
  ),
  'app:Arn': ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'].map(
    (name) =>
      [name, ['arn:aws:sns:*:*:topic', 'arn:aws:sns:*:a:b', 'arn:aws:sns:eu-west-1:111122223333:*', '*']] as const,
  ),
  'aws:TagKeys': [
    ['StringEquals', ['red', 'blue']],
    ['StringNotEquals', ['red']],
    ['StringLike', ['*e*', 'g*']],
  ],
  'aws:SourceVpce': [
    ['StringEquals', ['vpce-1', 'vpce-3']],
    ['StringNotEquals', ['vpce-1']],
  ],
  'aws:PrincipalTag/team': [['StringEquals', ['red', 'green']]],
};

const list = (choices: readonly string[], max = 2): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...choices), { minLength: 1, maxLength: max });

const clause = fc.constantFrom(...Object.keys(KEYS)).chain((key) =>
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.constantFrom('true', 'false').map((value): [string, string, string[]] => ['Null', key, [value]]),
    },
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...(VALUES[key] ?? [])),
          fc.constantFrom('', '', ...(key.startsWith('aws:') ? ['ForAllValues:', 'ForAnyValue:'] : [])),
          fc.boolean(),
          fc.boolean(),
        )
        .chain(([[operator, values], quantifier, ifExists, recase]) =>
          list(values).map((chosen): [string, string, string[]] => [
            `${quantifier}${operator}${ifExists ? 'IfExists' : ''}`,
            recase ? key.toUpperCase() : key,
            chosen,
          ]),
        ),
    },
  ),
);

const condition = fc.oneof(fc.constant([]), fc.array(clause, { maxLength: 2 })).map((clauses) => {
  const block: Record<string, Record<string, string[]>> = {};
  for (const [operator, key, values] of clauses) (block[operator] ??= {})[key] = values;
  return block;
});

const ACTIONS = ['*', '*', 's3:*', 's3:Get*', 'S3:putobject', 'kms:*', 'kms:Decrypt', 'sts:*', '*:*e*', 's3:?utObject'];
const RESOURCES = [
  '*',
  'arn:aws:s3:::data/*',
  'arn:aws:s3:::data/a',
  "arn:aws:s3:::*/${aws:PrincipalTag/team, 'b'}/*",
  'arn:aws:kms:*',
  `arn:aws:iam::${HOME}:role/*`,
];
const PRINCIPALS: readonly unknown[] = [
  '*',
  { AWS: '*' },
  { AWS: HOME },
  { AWS: `arn:aws:iam::${HOME}:root` },
  { AWS: [UNIVERSE.role, AWAY] },
  { AWS: UNIVERSE.user },
  { AWS: UNIVERSE.other },
  { AWS: `arn:aws:sts::${HOME}:assumed-role/worker/one` },
  { Service: 'lambda.amazonaws.com' },
  { Service: ['lambda.amazonaws.com', 'sns.amazonaws.com'], AWS: HOME },
];

const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny');
const action = fc.tuple(fc.constantFrom('Action', 'Action', 'Action', 'NotAction'), list(ACTIONS));
const resource = fc.tuple(fc.constantFrom('Resource', 'Resource', 'Resource', 'NotResource'), list(RESOURCES));
const principal = fc.tuple(
  fc.constantFrom('Principal', 'Principal', 'Principal', 'NotPrincipal'),
  fc.constantFrom(...PRINCIPALS),
);
/** Something AWS would refuse, and a reader may meet. */
const broken = fc.constantFrom<Record<string, unknown>>(
  { Effect: 'Perhaps' },
  { Action: [] },
  { Condition: { Weird: { a: 'b' } } },
  { Resource: [{ Ref: 'X' }] },
);

function statement(named: boolean, faults: boolean): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(
      effect,
      action,
      resource,
      principal,
      condition,
      fc.oneof({ weight: 14, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: broken }),
    )
    .map(([Effect, [a, actions], [r, resources], [p, who], Condition, fault]) => {
      const base = { Effect, [a]: actions, [r]: resources, ...(named ? { [p]: who } : {}), Condition };
      return faults ? { ...base, ...fault } : base;
    });
}

function policy(
  name: string,
  named: boolean,
  faults: boolean,
  max: number,
): fc.Arbitrary<{ name: string; document: unknown }> {
  return fc
    .array(statement(named, faults), { minLength: 1, maxLength: max })
    .map((Statement) => ({ name, document: { Version: '2012-10-17', Statement } }));
}

/** Random worlds; with `faults`, some statements cannot be read. */
export function randomWorld(faults = true): fc.Arbitrary<World> {
  const identity = (name: string): fc.Arbitrary<{ name: string; document: unknown }> => policy(name, false, faults, 3);
  const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
  return fc
    .record({
      role: identity('role'),
      user: identity('user'),
      other: identity('other'),
      boundary: maybe(identity('boundary')),
      session: maybe(identity('session')),
      trust: policy('trust', true, faults, 2),
      bucket: maybe(policy('bucket', true, faults, 3)),
      key: maybe(policy('key', true, faults, 3)),
      scp: maybe(identity('scp')),
      rcp: maybe(policy('rcp', true, faults, 1)),
      endpoint: maybe(policy('endpoint', true, faults, 2)),
      tags: maybe(fc.constant({ team: 'red' })),
    })
    .map(({ role, user, other, boundary, session, trust, bucket, key, scp, rcp, endpoint, tags }) => ({
      accounts: [{ id: HOME, ...(scp ? { serviceControl: [[scp]] } : {}), ...(rcp ? { resourceControl: [rcp] } : {}) }],
      principals: [
        {
          kind: 'role',
          arn: UNIVERSE.role,
          account: HOME,
          policies: [role],
          trust,
          ...(boundary ? { boundary } : {}),
          ...(session ? { session } : {}),
          ...(tags ? { tags } : {}),
        },
        { kind: 'user', arn: UNIVERSE.user, account: HOME, policies: [user], ...(boundary ? { boundary } : {}) },
        { kind: 'role', arn: UNIVERSE.other, account: AWAY, policies: [other] },
      ],
      resources: [
        {
          arn: 'arn:aws:s3:::data',
          covers: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
          account: HOME,
          ...(bucket ? { policies: [bucket] } : {}),
        },
        {
          kind: 'key',
          arn: UNIVERSE.resources[2],
          account: HOME,
          ...(key ? { policies: [key] } : {}),
          grants: [{ grantee: UNIVERSE.user, operations: ['Decrypt'], encryptionContextSubset: { a: 'b' } }],
        },
      ],
      endpoints: [{ id: 'vpce-1', ...(endpoint ? { policy: endpoint } : {}) }],
    }));
}

const who: readonly ConcretePrincipal[] = [
  { kind: 'role', arn: UNIVERSE.role, account: HOME, session: 'one' },
  { kind: 'role', arn: UNIVERSE.role, account: HOME, session: 'two' },
  { kind: 'user', arn: UNIVERSE.user, account: HOME },
  { kind: 'role', arn: UNIVERSE.other, account: AWAY, session: 'one' },
  { kind: 'service', service: 'lambda.amazonaws.com' },
  { kind: 'anonymous' },
];

/** Random requests in the same universe. */
export const randomRequest: fc.Arbitrary<AccessRequest> = fc
  .tuple(
    fc.constantFrom(...who),
    fc.constantFrom(...UNIVERSE.actions),
    fc.constantFrom(...UNIVERSE.resources),
    fc.record(
      Object.fromEntries(
        Object.entries(KEYS).map(([key, values]) => [
          key,
          fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 }),
        ]),
      ),
    ),
  )
  .map(([principal, name, target, context]) => ({
    principal,
    action: name,
    resource: target,
    context: Object.fromEntries(
      Object.entries({ ...context, ...factsOf(principal) }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    ) as AccessRequest['context'],
  }));

/** What AWS itself puts into a request of this principal; `undefined` is what it never carries. */
export function factsOf(principal: ConcretePrincipal): Record<string, string | undefined> {
  if (principal.kind === 'service') {
    return {
      'aws:PrincipalTag/team': undefined,
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': principal.service,
    };
  }
  if (!('arn' in principal)) {
    const type = principal.kind === 'anonymous' ? { 'aws:PrincipalType': 'Anonymous' } : {};
    return { 'aws:PrincipalTag/team': undefined, 'aws:PrincipalIsAWSService': 'false', ...type };
  }
  return {
    'aws:PrincipalArn': principal.arn,
    'aws:PrincipalAccount': principal.account,
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalType': { role: 'AssumedRole', user: 'User', root: 'Account' }[principal.kind],
    ...(principal.kind === 'user' ? { 'aws:username': principal.arn.split('/').at(-1) } : {}),
  };
}
