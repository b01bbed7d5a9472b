import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedPolicy } from '../../audit/iam/policy';
import type { AccessRequest, ConcretePrincipal, Grant, World } from '../../audit/iam/world';
import { factsOf } from './random-iam';

type Statements = unknown;

/** One golden case: the policies around a request, and what AWS documents for it. */
export interface Scenario {
  readonly name: string;
  readonly expect: 'allowed' | 'denied' | 'undecided';
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: AccessRequest['context'];
  /** Policies of the role `worker`, and of the user `ann` where `user` is not given. The `…Text` forms are documents as text. */
  readonly identity?: Statements;
  readonly identityText?: string;
  readonly user?: Statements;
  readonly boundary?: Statements;
  readonly boundaryText?: string;
  readonly session?: Statements;
  readonly sessionText?: string;
  readonly trust?: Statements;
  /** Policies of the role `guest` of another account. */
  readonly guest?: Statements;
  readonly guestBoundary?: Statements;
  readonly scp?: readonly Statements[];
  readonly rcp?: Statements;
  readonly management?: boolean;
  readonly serviceLinked?: boolean;
  readonly governed?: {
    readonly kind?: 'key';
    readonly arn: string;
    readonly covers?: readonly string[];
    readonly account: string;
    readonly policy?: Statements;
    readonly grants?: readonly Grant[];
  };
  readonly endpoint?: { readonly id: string; readonly policy: Statements };
}

/** Every scenario file: its documented basis, and its cases. */
export function scenarioFiles(): {
  readonly file: string;
  readonly basis: string;
  readonly cases: readonly Scenario[];
}[] {
  const folder = join(__dirname, '..', 'scenarios', 'iam');
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      file,
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as { basis: string; cases: Scenario[] }),
    }));
}

const HOME = '111122223333';

/** The scenario's policies as a world. */
export function scenarioWorld(scenario: Scenario): World {
  const { boundary, session, trust, scp, rcp, governed, endpoint } = scenario;
  const limits = {
    ...optional(
      'boundary',
      scenario.boundaryText === undefined ? policy('boundary', boundary) : text('boundary', scenario.boundaryText),
    ),
    ...optional(
      'session',
      scenario.sessionText === undefined ? policy('session', session) : text('session', scenario.sessionText),
    ),
  };
  const identity =
    scenario.identityText === undefined
      ? policy('identity', scenario.identity ?? [])
      : text('identity', scenario.identityText);
  const user = scenario.user === undefined ? identity : policy('user', scenario.user);
  const linked = scenario.serviceLinked ? { serviceLinked: true } : {};
  return {
    accounts: [
      {
        id: HOME,
        ...(scp ? { serviceControl: scp.map((level, at) => compact([policy(`scp-${at}`, level)])) } : {}),
        ...(rcp ? { resourceControl: compact([policy('rcp', rcp)]) } : {}),
        ...(scenario.management ? { management: true } : {}),
      },
    ],
    principals: [
      {
        kind: 'role',
        arn: `arn:aws:iam::${HOME}:role/worker`,
        account: HOME,
        policies: compact([identity]),
        ...limits,
        ...linked,
        ...optional('trust', policy('trust', trust)),
      },
      { kind: 'user', arn: `arn:aws:iam::${HOME}:user/ann`, account: HOME, policies: compact([user]), ...limits },
      {
        kind: 'role',
        arn: 'arn:aws:iam::222233334444:role/guest',
        account: '222233334444',
        policies: compact([policy('guest', scenario.guest ?? [])]),
        ...optional('boundary', policy('guest-boundary', scenario.guestBoundary)),
      },
    ],
    resources: governed
      ? [{ ...governed, ...(governed.policy ? { policies: compact([policy('resource', governed.policy)]) } : {}) }]
      : [],
    endpoints: endpoint ? [{ id: endpoint.id, ...optional('policy', policy('endpoint', endpoint.policy)) }] : [],
  };
}

/** The scenario's request, with what AWS itself puts into it. */
export function scenarioRequest({ principal, action, resource, context }: Scenario): AccessRequest {
  const who = principalOf(principal);
  const facts = Object.entries(factsOf(who)).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const always = { 'aws:SecureTransport': 'true', 'aws:EpochTime': '1767225600' };
  return { principal: who, action, resource, context: { ...always, ...Object.fromEntries(facts), ...context } };
}

function principalOf(name: string): ConcretePrincipal {
  const at = name.indexOf(':');
  const [kind, rest] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  if (kind === 'service') return { kind: 'service', service: rest };
  if (kind === 'Federated' || kind === 'CanonicalUser') return { kind: 'named', entry: kind, value: rest };
  if (kind === 'anonymous') return { kind: 'anonymous' };
  if (kind === 'root') return { kind: 'root', arn: `arn:aws:iam::${HOME}:root`, account: HOME };
  if (kind === 'user') return { kind: 'user', arn: `arn:aws:iam::${HOME}:user/ann`, account: HOME };
  if (kind === 'guest')
    return { kind: 'role', arn: 'arn:aws:iam::222233334444:role/guest', account: '222233334444', session: 'one' };
  if (kind === 'stranger')
    return { kind: 'role', arn: 'arn:aws:iam::444455556666:role/any', account: '444455556666', session: 'one' };
  return { kind: 'role', arn: `arn:aws:iam::${HOME}:role/worker`, account: HOME, session: rest || 'one' };
}

function policy(name: string, statements: Statements): NamedPolicy | undefined {
  return statements === undefined ? undefined : { name, document: { Version: '2012-10-17', Statement: statements } };
}

function text(name: string, document: string): NamedPolicy {
  return { name, document };
}

function compact(policies: readonly (NamedPolicy | undefined)[]): NamedPolicy[] {
  return policies.filter((one) => one !== undefined);
}

function optional<K extends string>(key: K, value: NamedPolicy | undefined): Partial<Record<K, NamedPolicy>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, NamedPolicy>);
}
