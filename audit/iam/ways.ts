import { grantRules } from './grant-rules';
import type { Governed } from './governing';
import { reachesUnlisted } from './governing';
import type { PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { rcpActions } from './rcp-services';
import type { Literal } from './region';
import { ACTION, negate, RESOURCE, within } from './region';
import type { Rule, RuleContext } from './rule';
import { allowsOf, deniesOf } from './rule';
import { globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';
import type { Policy } from './statement';

/** One way to be allowed: a rule of every layer must allow, and no deny may match. */
export interface Way {
  readonly layers: readonly (readonly Rule[])[];
  /** Asked for only once all layers allow something. */
  readonly denies: () => readonly Rule[];
  /** What must hold besides, e.g. that the request is signed. */
  readonly given: readonly Literal[];
  /** What this way takes for granted because the world does not say. */
  readonly assumptions: readonly string[];
}

/** Where a way is looked for: one governed part, and the policies of the endpoint it comes through. */
export interface Place {
  readonly governed: Governed;
  readonly door: readonly Policy[] | undefined;
}

type Reach = Rule['strength'];

/**
 * The way through identity policies, within boundary and session policy. In another account the resource's policy must allow too; KMS
 * keys and trust policies must let the account decide. The identity policies' own allow is left to the caller, who starts from it.
 */
export function identityWay(world: PreparedWorld, place: Place, context: RuleContext): Way | undefined {
  const { who } = context;
  const { resource, policyApplies } = place.governed;
  const limits = limitLayers(world, context);
  const unknown = who.declared ? [] : [`${who.label} has whatever its account's identity policies can give`];
  if (!resource && !reachesUnlisted(world, who)) return undefined;
  const owner = ownerOf(place.governed, who);
  if (owner === 'unknown') {
    return (
      who.declared && way(world, place, context, limits, [`the owner of ${named(place.governed)} lets the request in`])
    );
  }
  if (owner === 'other') {
    return way(world, place, context, [...limits, resourceRules(place.governed, context)], unknown);
  }
  const mustOpen = policyApplies && resource !== undefined && resource.kind !== 'other';
  const opened = mustOpen ? [resourceRules(place.governed, context, 'account')] : [];
  return way(world, place, context, [...limits, ...opened], unknown);
}

/** The allows of the resource's policy and grants that need no identity policy: to callers of its own account, or of none. */
export function ownAllows(place: Governed, context: RuleContext): readonly Rule[] {
  const { who } = context;
  if (who.account !== undefined && place.resource?.account !== who.account) return [];
  return resourceRules(place, context).filter(
    ({ strength }) => strength === 'direct' || (strength === 'entity' && who.account !== undefined),
  );
}

/** The way from such an allow: past boundary and session policy where it names a session, a user or everyone, within them for a role. */
export function resourceWay(world: PreparedWorld, place: Place, { strength }: Rule, context: RuleContext): Way {
  return way(world, place, context, strength === 'entity' ? limitLayers(world, context) : []);
}

// KMS and STS answer signed requests only, so a policy for everyone is one for everyone with credentials.
const UNSIGNED = negate(
  within(ACTION, StringSet.union(['kms:*', 'sts:*'].map((text) => StringSet.matching(globTokens(text))))),
);

function way(
  world: PreparedWorld,
  place: Place,
  context: RuleContext,
  layers: readonly (readonly Rule[])[],
  assumptions: readonly string[] = [],
): Way {
  const { who } = context;
  const caller = world.account(who.account);
  const levels = caller && !caller.management && !who.declared?.serviceLinked ? world.serviceControl(caller) : [];
  const around = [...levels, ...(place.door ? [place.door] : [])];
  return {
    layers: [...layers, ...around.map((policies) => allowsOf(policies, context))],
    denies: () => [...around.flatMap((policies) => deniesOf(policies, context)), ...ownDenies(world, place, context)],
    given: who.kind === 'anonymous' ? [UNSIGNED] : [],
    assumptions,
  };
}

/** The denies of the caller's policies, of the resource's, and of its organization. */
function ownDenies(world: PreparedWorld, { governed }: Place, context: RuleContext): Rule[] {
  const { who } = context;
  const { resource, policyApplies } = governed;
  const own = who.declared && world.principal(who.declared);
  const owner = world.account(resource?.account ?? who.account);
  const fenced =
    owner && !owner.management && !who.declared?.serviceLinked ? deniesOf(world.resourceControl(owner), context) : [];
  return [
    ...(own ? [...deniesOf(own.identity, context), ...deniesOf(own.limits, context)] : []),
    ...(resource && policyApplies ? deniesOf(resource.policies, context) : []),
    ...fenced.map((rule) => ({ ...rule, literals: [within(ACTION, rcpActions()), ...rule.literals] })),
  ];
}

/** What the resource's policies and grants allow, of one reach or of any. */
function resourceRules({ resource, policyApplies }: Governed, context: RuleContext, reach?: Reach): readonly Rule[] {
  if (!resource || !policyApplies) return [];
  const rules = [...allowsOf(resource.policies, context), ...grantRules(resource, context.who)];
  return reach === undefined ? rules : rules.filter(({ strength }) => strength === reach);
}

function limitLayers(world: PreparedWorld, context: RuleContext): (readonly Rule[])[] {
  const { declared } = context.who;
  return declared ? world.principal(declared).limitLayers.map((limit) => allowsOf(limit, context)) : [];
}

type Owner = 'same' | 'other' | 'unknown';

/** Whether caller and resource share an account, read from the ARN where the world does not list the resource. */
function ownerOf({ resource, region }: Governed, who: PrincipalClass): Owner {
  if (resource) return resource.account === who.account ? 'same' : 'other';
  const set = region.span(RESOURCE).all;
  const arns = set instanceof StringSet ? set.listed() : undefined;
  const accounts = new Set((arns ?? []).map((arn) => arn.split(':')[4] ?? ''));
  const [only] = accounts;
  if (accounts.size !== 1 || !only || only === who.account || only === 'aws') return 'same';
  return 'unknown';
}

function named({ region }: Governed): string {
  return region.span(RESOURCE).all.witness() ?? 'the resource';
}
