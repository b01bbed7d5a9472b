import { rcpServices } from './rcp-services';
import type { Context } from './evaluate-condition';
import type { Application } from './evaluate-statement';
import { applyStatement, reachesOf } from './evaluate-statement';
import { globMatches } from './glob-match';
import type { NamedPolicy, PolicyRole } from './policy';
import { parsePolicy } from './policy';
import type { Statement, StatementRef } from './statement';
import { refOf } from './statement';
import type { Tri } from './three-valued';
import { allOf, anyOf } from './three-valued';
import type { AccessRequest, Grant, IamPrincipal, Resource, World } from './world';

/** What one statement did to the request. */
export interface Verdict extends Application {
  readonly statement: Statement;
  readonly ref: StatementRef;
}

/** The decision on one request, and what every statement that was consulted had to say. */
export interface Evaluation {
  readonly decision: 'allowed' | 'denied' | 'undecided';
  readonly allowedBy: readonly StatementRef[];
  readonly deniedBy: readonly StatementRef[];
  readonly denies: readonly Verdict[];
}

/**
 * Decides one concrete request as AWS documents it, statement by statement. It shares the reading of policies with the proof engine
 * and nothing else, so that each can check the other.
 */
export function evaluate(world: World, request: AccessRequest): Evaluation {
  return new RequestEvaluation(world, request).decide();
}

class RequestEvaluation {
  private readonly context: Context;
  private readonly self: IamPrincipal | undefined;
  private readonly account: string | undefined;
  private readonly verdicts: Verdict[] = [];

  public constructor(
    private readonly world: World,
    private readonly request: AccessRequest,
  ) {
    this.context = new Map(Object.entries(request.context).map(([key, value]) => [key.toLowerCase(), value]));
    const { principal } = request;
    this.account = 'account' in principal ? principal.account : undefined;
    this.self = 'arn' in principal ? world.principals.find(({ arn }) => arn === principal.arn) : undefined;
  }

  public decide(): Evaluation {
    const resource = this.governing();
    const allowed = allOf([this.controls(resource), this.grounds(resource)]);
    const denies = this.verdicts.filter(({ statement }) => statement.effect !== 'Allow');
    const denied = anyOf(denies.map(({ applies }) => applies));
    const decision =
      denied === true || allowed === false
        ? 'denied'
        : denied === undefined || allowed === undefined
          ? 'undecided'
          : 'allowed';
    const applied = this.verdicts.filter(({ applies }) => applies === true);
    const refs = (effect: string): StatementRef[] =>
      applied.filter(({ statement }) => statement.effect === effect).map(({ ref }) => ref);
    return { decision, allowedBy: refs('Allow'), deniedBy: refs('Deny'), denies };
  }

  /** Whether identity and resource policies, as the accounts of both sides demand, let the request in. */
  private grounds(resource: Resource | undefined): Tri {
    const limits = [this.self?.boundary, this.self?.session].map((policy) =>
      policy ? this.allows([policy], 'identity') : true,
    );
    const unknown = this.account !== undefined && !this.self;
    const identity = unknown ? true : this.allows(this.self?.policies ?? [], 'identity');
    const reached = this.reached(resource);
    const within = allOf(limits);
    if (this.account === undefined) return reached.direct;
    const undeclared = this.world.accounts?.find(({ id }) => id === this.account)?.undeclaredPrincipals === true;
    if (unknown && !resource && !undeclared && this.request.principal.kind !== 'root') return false;
    if (resource && resource.account !== this.account) {
      return allOf([identity, within, anyOf([reached.direct, reached.entity, reached.account])]);
    }
    const opened = resource && resource.kind ? reached.account : true;
    return anyOf([allOf([identity, within, opened]), reached.direct, allOf([reached.entity, within])]);
  }

  /** What the resource's policy and grants give, by how far they reach. Anonymous requests reach neither KMS nor STS. */
  private reached(resource: Resource | undefined): Record<'account' | 'entity' | 'direct', Tri> {
    if (this.request.principal.kind === 'anonymous' && /^(kms|sts):/i.test(this.request.action)) {
      return { account: false, entity: false, direct: false };
    }
    const role = resource?.kind === 'key' || !resource?.kind ? 'resource' : 'trust';
    const verdicts = this.consult(resource?.policies ?? [], role);
    const allows = verdicts.filter(({ statement }) => statement.effect !== 'Deny');
    const by = (reach: 'account' | 'entity' | 'direct'): Tri =>
      anyOf(
        allows
          .filter(({ statement }) => reachesOf(statement, this.request.principal).has(reach))
          .map(({ applies }) => applies),
      );
    const granted = (resource?.grants ?? []).some((grant) => this.granted(grant));
    return { account: by('account'), entity: by('entity'), direct: anyOf([by('direct'), granted]) };
  }

  private granted(grant: Grant): boolean {
    const { principal, action } = this.request;
    const caller = 'arn' in principal ? principal.arn : principal.kind === 'service' ? principal.service : undefined;
    const pairs = { ...grant.encryptionContextSubset, ...grant.encryptionContextEquals };
    const keys = this.context.get('kms:encryptioncontextkeys') ?? [];
    const extra = grant.encryptionContextEquals
      ? [keys].flat().some((key) => !(key in (grant.encryptionContextEquals ?? {})))
      : false;
    return (
      caller === grant.grantee &&
      !extra &&
      grant.operations.some((operation) => action.toLowerCase() === `kms:${operation}`.toLowerCase()) &&
      Object.entries(pairs).every(
        ([key, value]) => this.context.get(`kms:encryptioncontext:${key.toLowerCase()}`) === value,
      )
    );
  }

  /** Control policies of both organizations, and the policy of the endpoint the request came through. */
  private controls(resource: Resource | undefined): Tri {
    const accounts = this.world.accounts ?? [];
    const exempt = this.self?.serviceLinked === true;
    const caller = accounts.find(({ id }) => id === this.account);
    const levels = caller && !caller.management && !exempt ? (caller.serviceControl ?? []) : [];
    const owner = accounts.find(({ id }) => id === (resource?.account ?? this.account));
    const supported = rcpServices().includes(this.request.action.split(':')[0]?.toLowerCase() ?? '');
    if (owner && !owner.management && !exempt && supported) this.consult(owner.resourceControl ?? [], 'endpoint');
    const door = this.world.endpoints?.find(({ id }) => id === this.context.get('aws:sourcevpce'));
    const through = door?.policy ? this.allows([door.policy], 'endpoint') : true;
    return allOf([...levels.map((level) => this.allows(level, 'control')), through]);
  }

  private allows(policies: readonly NamedPolicy[], role: PolicyRole): Tri {
    const verdicts = this.consult(policies, role);
    return anyOf(verdicts.filter(({ statement }) => statement.effect !== 'Deny').map(({ applies }) => applies));
  }

  private consult(policies: readonly NamedPolicy[], role: PolicyRole): Verdict[] {
    const boundary = this.self?.boundary !== undefined;
    const verdicts = policies.flatMap((policy) =>
      parsePolicy(policy, role).statements.map((statement) => ({
        statement,
        ref: refOf(statement),
        ...applyStatement(statement, this.request, this.context, boundary),
      })),
    );
    this.verdicts.push(...verdicts);
    return verdicts;
  }

  /** The resource whose policy governs the request: a role's trust policy governs `sts:` actions, a key's policy `kms:` ones. */
  private governing(): Resource | undefined {
    const { action, resource } = this.request;
    const listed = (this.world.resources ?? []).find(({ arn, covers }) =>
      (covers ?? [arn]).some((pattern) => globMatches(pattern, resource)),
    );
    if (listed) {
      const { kind = 'other', policies, grants, ...rest } = listed;
      if (kind === 'other') return { ...rest, ...(policies ? { policies } : {}) };
      if (!/^kms:/i.test(action)) return rest;
      return { ...rest, kind, policies: policies ?? [delegation(rest)], ...(grants ? { grants } : {}) };
    }
    const role = this.world.principals.find(({ arn, kind }) => arn === resource && kind === 'role');
    if (!role) return undefined;
    const owned = { arn: role.arn, account: role.account };
    // Any kind marks a resource that only its own policy opens.
    return /^sts:/i.test(action)
      ? { ...owned, kind: 'other', ...(role.trust ? { policies: [role.trust] } : {}) }
      : owned;
  }
}

function delegation({ arn, account }: Resource): NamedPolicy {
  const statement = { Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' };
  return { name: `default key policy of ${arn}`, document: { Version: '2012-10-17', Statement: [statement] } };
}
