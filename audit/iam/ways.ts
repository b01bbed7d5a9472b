import { grantRules } from './grant-rules';
import type { Governed } from './governing';
import type { PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { negate, ACTION, RESOURCE, within } from './region';
import type { Literal } from './region';
import type { Rule, RuleContext } from './rule';
import { allowsOf, deniesOf } from './rule';
import { rcpActions } from './rcp-services';
import { globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';
import type { Policy } from './statement';

/** One way to be allowed: a rule of every layer must allow, and no deny may match. */
export interface Way {
  readonly layers: readonly (readonly Rule[])[];
  readonly denies: readonly Rule[];
  /** What must hold besides, e.g. that the request is signed. */
  readonly given: readonly Literal[];
  /** What this way takes for granted because the world does not say. */
  readonly assumptions: readonly string[];
}

// KMS and STS answer signed requests only, so a policy for everyone is one for everyone with credentials.
const UNSIGNED = negate(
  within(ACTION, StringSet.union(['kms:*', 'sts:*'].map((text) => StringSet.matching(globTokens(text))))),
);

/**
 * AWS's evaluation as a union of ways. Same account: identity policies within boundary and session policy, or a resource policy that
 * names the principal. Other account: both sides. KMS keys and trust policies open only from their own policy.
 */
export function waysOf(
  world: PreparedWorld,
  governed: Governed,
  endpoint: readonly Policy[] | undefined,
  context: RuleContext,
): Way[] {
  const { who } = context;
  const { resource, policyApplies } = governed;
  const resourcePolicies = resource && policyApplies ? resource.policies : [];
  const own = who.declared ? world.principal(who.declared) : { identity: [], limits: [] };
  const byResource = [
    ...allowsOf(resourcePolicies, context),
    ...(resource && policyApplies ? grantRules(resource, who) : []),
  ];
  const frame = controls(world, governed, endpoint, context);
  const denies = [...deniesOf([...own.identity, ...own.limits, ...resourcePolicies], context), ...frame.denies];
  const identity = who.declared ? [allowsOf(own.identity, context), ...limitLayers(own.limits, context)] : [];
  const unknownIdentity = who.account !== undefined && !who.declared;
  const assumptions = unknownIdentity ? [`${who.label} has whatever its account's identity policies can give`] : [];
  const way = (layers: readonly (readonly Rule[])[], more: readonly string[] = []): Way => ({
    layers: [...layers, ...frame.layers],
    denies,
    given: who.kind === 'anonymous' ? [UNSIGNED] : [],
    assumptions: [...assumptions, ...more],
  });
  if (who.account === undefined) return [way([byResource.filter(({ strength }) => strength === 'direct')])];
  // Strangers reach what the world does not list only through policies it does not list either.
  if (!resource && who.kind === 'outside' && !world.account(who.account)?.undeclaredPrincipals) return [];
  const owner = ownerOf(governed, who);
  if (owner === 'unknown')
    return who.declared ? [way(identity, [`the owner of ${listed(governed)} lets the request in`])] : [];
  if (owner === 'other') return [way([...identity, byResource])];
  const mustOpen = policyApplies && resource !== undefined && resource.kind !== 'other';
  return [
    way(mustOpen ? [...identity, byResource.filter(({ strength }) => strength === 'account')] : identity),
    way([byResource.filter(({ strength }) => strength === 'direct')]),
    way([byResource.filter(({ strength }) => strength === 'entity'), ...limitLayers(own.limits, context)]),
  ];
}

function limitLayers(limits: readonly Policy[], context: RuleContext): (readonly Rule[])[] {
  return limits.map((limit) => allowsOf([limit], context));
}

interface Frame {
  readonly layers: readonly (readonly Rule[])[];
  readonly denies: readonly Rule[];
}

/** What stands around every way: control policies of both organizations, and the endpoint the request comes through. */
function controls(
  world: PreparedWorld,
  { resource }: Governed,
  endpoint: readonly Policy[] | undefined,
  context: RuleContext,
): Frame {
  const { who } = context;
  const caller = world.account(who.account);
  const levels = caller && !caller.management && !who.declared?.serviceLinked ? world.serviceControl(caller) : [];
  const owner = world.account(resource?.account ?? who.account);
  const around = owner && !owner.management && !who.declared?.serviceLinked ? world.resourceControl(owner) : [];
  const fenced = deniesOf(around, context);
  return {
    layers: [...levels.map((level) => allowsOf(level, context)), ...(endpoint ? [allowsOf(endpoint, context)] : [])],
    denies: [
      ...deniesOf([...levels.flat(), ...(endpoint ?? [])], context),
      ...fenced.map((rule) => ({ ...rule, literals: [within(ACTION, rcpActions()), ...rule.literals] })),
    ],
  };
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

function listed({ region }: Governed): string {
  return region.span(RESOURCE).all.witness() ?? 'the resource';
}
