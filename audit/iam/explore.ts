import type { Side } from './approximation';
import { governedParts } from './governing';
import { lookupIn } from './lookup';
import type { PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { is, missingTags } from './principal-class';
import type { Literal, Region } from './region';
import { negate, within } from './region';
import type { Rule } from './rule';
import type { Budget } from './search';
import { findAllowed } from './search';
import { StringSet } from './sets/string-set';
import type { Policy } from './statement';
import { waysOf } from './ways';

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
export function explore(
  world: PreparedWorld,
  { who, regions, side, without = [] }: Exploration,
  budget: Budget,
): Access | undefined {
  const excluded = without.map((literals): Rule => ({ statement: EXCLUDED, strength: 'direct', literals }));
  const facts = [...who.facts, ...missingTags(who, world.types.mentioned())];
  for (const base of regions) {
    const region = base.andAll(facts);
    if (!region) continue;
    for (const governed of governedParts(region, world)) {
      for (const through of doors(governed.region, world)) {
        const part = { ...governed, region: through.region };
        const context = { who, types: world.types, side, lookup: lookupIn(through.region) };
        for (const way of waysOf(world, part, through.policies, context)) {
          const inside = part.region.andAll(way.given);
          const found = inside && findAllowed(inside, way.layers, [...way.denies, ...excluded], budget);
          if (found) return { who, ...found, denies: way.denies, assumptions: way.assumptions };
        }
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
  const elsewhere = region.and(
    negate(within('aws:sourcevpce', StringSet.of(guarded.map(({ endpoint }) => endpoint.id)))),
  );
  const others: Door[] = elsewhere ? [{ region: elsewhere }] : [];
  // Where no policy asks for the door, coming through one only takes away.
  if (elsewhere && !world.types.mentions('aws:sourcevpce') && !world.types.mentions('aws:sourcevpc')) return others;
  return [
    ...others,
    ...guarded.flatMap(({ endpoint, policies }): Door[] => {
      const facts = [
        is('aws:sourcevpce', endpoint.id),
        ...(endpoint.vpc === undefined ? [] : [is('aws:sourcevpc', endpoint.vpc)]),
      ];
      const through = region.andAll(facts);
      return through ? [{ region: through, policies }] : [];
    }),
  ];
}
