import type { Literal, Region } from './region';
import { negate } from './region';
import type { Rule } from './rule';
import { statesBuilt } from './sets/dfa';

/** Thrown when the search has taken more steps than its budget: the caller reports *not evaluated*. */
export class SearchTooLong extends Error {}

/** Counts steps, and states of automata, across one question. */
export class Budget {
  private readonly before = statesBuilt();

  public constructor(
    private left = 400_000,
    private readonly states = 3_000_000,
  ) {}

  public spend(): void {
    this.left -= 1;
    if (this.left < 0 || statesBuilt() - this.before > this.states) throw new SearchTooLong();
  }
}

/** Requests that all layers allow and no deny matches. */
export interface Found {
  readonly region: Region;
  /** The allow used in each layer. */
  readonly allows: readonly Rule[];
}

/**
 * Looks for a request in `region` that some rule of every layer allows and no deny matches: depth first over the layers' rules,
 * narrowing the box; then the denies are cut off. Stops at the first box that is left over.
 */
export function findAllowed(
  region: Region,
  layers: readonly (readonly Rule[])[],
  denies: () => readonly Rule[],
  budget = new Budget(),
): Found | undefined {
  const [layer, ...deeper] = layers;
  if (!layer) {
    const rest = cutOff(
      region,
      denies().map(({ literals }) => literals),
      budget,
    );
    return rest && { region: rest, allows: [] };
  }
  for (const rule of layer) {
    budget.spend();
    const narrowed = region.andAll(rule.literals);
    const found = narrowed && findAllowed(narrowed, deeper, denies, budget);
    if (found) return { region: found.region, allows: [rule, ...found.allows] };
  }
  return undefined;
}

interface Open {
  readonly literals: readonly Literal[];
  /** The tests that do not already hold throughout the region. */
  readonly free: readonly Literal[];
}

/**
 * A part of `region` that none of the boxes touches, or `undefined` if they cover it. A box that misses the region is dropped, one
 * with a single test left cuts without branching, and only then is the region split: along the box with the fewest tests left.
 */
export function cutOff(region: Region, boxes: readonly (readonly Literal[])[], budget: Budget): Region | undefined {
  let rest = region;
  let pending = boxes;
  for (;;) {
    const open: Open[] = [];
    let cut = false;
    for (const literals of pending) {
      budget.spend();
      const free = testsLeft(rest, literals);
      if (!free) continue;
      const [only, second] = free;
      if (!only) return undefined;
      if (second) {
        open.push({ literals, free });
        continue;
      }
      const smaller = rest.and(negate(only));
      if (!smaller) return undefined;
      rest = smaller;
      cut = true;
    }
    if (open.length === 0) return rest;
    pending = open.map(({ literals }) => literals);
    if (!cut) return split(rest, open, budget);
  }
}

/** `undefined` if the box misses the region; otherwise its tests that some request of the region fails. */
function testsLeft(region: Region, literals: readonly Literal[]): Literal[] | undefined {
  const free: Literal[] = [];
  let met = region;
  for (const literal of literals) {
    const next = met.and(literal);
    if (!next) return undefined;
    if (next !== met && region.and(negate(literal))) free.push(literal);
    met = next;
  }
  return free;
}

function split(region: Region, open: readonly Open[], budget: Budget): Region | undefined {
  const chosen = open.reduce((best, box) => (box.free.length < best.free.length ? box : best));
  const others = open.filter((box) => box !== chosen).map(({ literals }) => literals);
  let inside: Region | undefined = region;
  for (const literal of chosen.free) {
    const outside: Region | undefined = inside.and(negate(literal));
    const found = outside && cutOff(outside, others, budget);
    if (found) return found;
    inside = inside.and(literal);
    if (!inside) return undefined;
  }
  return undefined;
}
