import type { Side } from './approximation';
import { governedParts, policyParts } from './governing';
import { lookupIn } from './lookup';
import type { PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { is, missingTags } from './principal-class';
import type { Literal, Region } from './region';
import { negate, within } from './region';
import type { Rule, RuleContext } from './rule';
import { allowsOf } from './rule';
import type { Budget } from './search';
import { findAllowed } from './search';
import { StringSet } from './sets/string-set';
import type { Policy } from './statement';
import type { Way } from './ways';
import { identityWay, ownAllows, resourceWay } from './ways';

/** Requests of one class that are allowed, and by what. */
export interface Access {
  readonly who: PrincipalClass;
  readonly region: Region;
  readonly allows: readonly Rule[];
  readonly denies: readonly Rule[];
  readonly assumptions: readonly string[];
}

/** What is asked, beyond the world: whose requests, which, seen from which side, and what is not wanted as an answer. */
export interface Exploration {
  readonly who: PrincipalClass;
  readonly regions: readonly Region[];
  readonly side: Side;
  /** Boxes of requests to leave out, as tests that all hold in them. */
  readonly without?: readonly (readonly Literal[])[];
}

/** The first box of allowed requests in `regions`, or `undefined`: from side `upper` that means nothing there can be allowed. */
export function explore(world: PreparedWorld, question: Exploration, budget: Budget): Access | undefined {
  const { who, side, without = [] } = question;
  const excluded = without.map((literals): Rule => ({ statement: EXCLUDED, strength: 'direct', literals }));
  const facts = [...who.facts, ...missingTags(who, world.types.mentioned())];
  for (const base of question.regions) {
    const region = base.andAll(facts);
    if (!region) continue;
    const context = { who, types: world.types, side, lookup: lookupIn(region) };
    const access = (start: Region, way: Way, first: readonly Rule[]): Access | undefined => {
      budget.spend();
      const inside = start.andAll(way.given);
      const found = inside && findAllowed(inside, way.layers, () => [...way.denies(), ...excluded], budget);
      if (!found) return undefined;
      return {
        who,
        region: found.region,
        allows: [...first, ...found.allows],
        denies: way.denies(),
        assumptions: way.assumptions,
      };
    };
    const found = byIdentity(region, world, context, access) ?? byResource(region, world, context, access);
    if (found) return found;
  }
  return undefined;
}

type Attempt = (start: Region, way: Way, first: readonly Rule[]) => Access | undefined;

/** Starts from each allow of the caller's own policies, because it narrows the resources more than anything else. */
function byIdentity(region: Region, world: PreparedWorld, context: RuleContext, attempt: Attempt): Access | undefined {
  const { who } = context;
  if (who.account === undefined) return undefined;
  // Of a principal that is not declared, the identity policies are unknown: they may allow everything.
  const starts = who.declared ? allowsOf(world.principal(who.declared).identity, context) : [undefined];
  for (const rule of starts) {
    const narrowed = rule ? region.andAll(rule.literals) : region;
    if (!narrowed) continue;
    for (const governed of governedParts(narrowed, world, who)) {
      for (const door of doors(governed.region, world)) {
        const way = identityWay(world, { governed, door: door.policies }, context);
        const found = way && attempt(door.region, way, rule ? [rule] : []);
        if (found) return found;
      }
    }
  }
  return undefined;
}

/** Starts from each allow of a resource's policy that needs no identity policy. */
function byResource(region: Region, world: PreparedWorld, context: RuleContext, attempt: Attempt): Access | undefined {
  for (const governed of policyParts(region, world, context.who)) {
    for (const rule of ownAllows(governed, context)) {
      const narrowed = governed.region.andAll(rule.literals);
      if (!narrowed) continue;
      for (const door of doors(narrowed, world)) {
        const way = resourceWay(
          world,
          { governed: { ...governed, region: narrowed }, door: door.policies },
          rule,
          context,
        );
        const found = attempt(door.region, way, [rule]);
        if (found) return found;
      }
    }
  }
  return undefined;
}

const EXCLUDED: Rule['statement'] = {
  policy: 'left out by the question',
  index: 0,
  effect: 'Deny',
  action: { negated: false, patterns: ['*'], incomplete: false },
  resource: { negated: false, patterns: ['*'], incomplete: false },
  conditions: [],
  variables: false,
  notEvaluated: [],
};

interface Door {
  readonly region: Region;
  readonly policies?: readonly Policy[];
}

/** Splits by the VPC endpoint a request comes through: each listed one has its policy, everything else has none. */
function doors(region: Region, world: PreparedWorld): Door[] {
  const guarded = world.endpoints.filter(({ policies }) => policies.length > 0);
  const elsewhere = guarded.length === 0 ? region : region.and(unlistedDoor(world));
  // A door that no policy tells from an unlisted one only takes away from what is allowed elsewhere.
  const names = doorNames(world);
  const telling = elsewhere ? guarded.filter(({ endpoint }) => names.has(endpoint.id)) : guarded;
  const through = telling.flatMap(({ endpoint, policies }): Door[] => {
    const facts = [
      is('aws:sourcevpce', endpoint.id),
      ...(endpoint.vpc === undefined ? [] : [is('aws:sourcevpc', endpoint.vpc)]),
    ];
    const inside = region.andAll(facts);
    return inside ? [{ region: inside, policies }] : [];
  });
  return [...(elsewhere ? [{ region: elsewhere }] : []), ...through];
}

const unlisted = new WeakMap<PreparedWorld, Literal>();

/** Not through an endpoint that has a policy. */
function unlistedDoor(world: PreparedWorld): Literal {
  let literal = unlisted.get(world);
  if (!literal) {
    const ids = world.endpoints.flatMap(({ endpoint, policies }) => (policies.length > 0 ? [endpoint.id] : []));
    literal = negate(within('aws:sourcevpce', StringSet.of(ids)));
    unlisted.set(world, literal);
  }
  return literal;
}

const doorNamesOf = new WeakMap<PreparedWorld, ReadonlySet<string>>();

/** The endpoint ids that some condition names, and those that some pattern may match. */
function doorNames(world: PreparedWorld): ReadonlySet<string> {
  let names = doorNamesOf.get(world);
  if (!names) {
    const clauses = world.policies.flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions));
    const texts = clauses.filter(({ key }) => /^aws:sourcevpce$/i.test(key)).flatMap(({ values }) => values);
    const open = texts.some((text) => /[*?$]/.test(text));
    names = new Set(open ? world.endpoints.map(({ endpoint }) => endpoint.id) : texts);
    doorNamesOf.set(world, names);
  }
  return names;
}
