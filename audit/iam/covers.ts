import type { PreparedResource, PreparedWorld } from './prepared-world';
import type { Literal, Region } from './region';
import { RESOURCE, within } from './region';
import { StringSet } from './sets/string-set';
import type { ValueSet } from './sets/value-set';
import { StartIndex } from './start-index';

/** A listed resource with the ARNs that its policy covers. */
export interface Cover {
  readonly resource: PreparedResource;
  /** Where it stands in the world. */
  readonly at: number;
  readonly literal: Literal;
}

const known = new WeakMap<readonly PreparedResource[], Covers>();

/** The covers of a world's resources, made once. */
export function coversOf({ resources }: PreparedWorld): Covers {
  let covers = known.get(resources);
  if (!covers) known.set(resources, (covers = new Covers(resources)));
  return covers;
}

/** What all listed resources cover, found by how the ARNs in question begin: most questions are about few of many. */
export class Covers {
  public readonly all: readonly Cover[];
  private readonly index = new StartIndex<Cover>();
  private readonly earlier = new Map<number, readonly Literal[]>();
  private readonly met = new Map<number, readonly Cover[]>();
  private readonly unions = new Map<string, Literal>();

  public constructor(resources: readonly PreparedResource[]) {
    this.all = resources.map((resource, at) => ({
      resource,
      at,
      literal: within(RESOURCE, StringSet.ofPatterns(resource.covers)),
    }));
    for (const cover of this.all) for (const start of startsOf(cover.resource.covers)) this.index.add(start, cover);
  }

  /** What resources that are listed before it cover too: where two cover the same ARN, the first governs. */
  public before({ at, literal }: Cover): readonly Literal[] {
    let found = this.earlier.get(at);
    if (!found) {
      const near = this.near(literal.set).filter(
        (other) => other.at < at && !other.literal.set.and(literal.set).isEmpty(),
      );
      found = near.map((other) => other.literal);
      this.earlier.set(at, found);
    }
    return found;
  }

  /** All covers that may hold an ARN of `set`, in the order of the world; some of them may hold none. */
  public meeting(set: ValueSet): readonly Cover[] {
    let found = this.met.get(set.id);
    if (!found) {
      found = this.near(set);
      if (this.met.size > 5_000) this.met.clear();
      this.met.set(set.id, found);
    }
    return found;
  }

  /** All covers that may hold an ARN that some request of the regions is about. */
  public touching(regions: readonly Region[]): readonly Cover[] {
    const found = regions.flatMap((region) => this.meeting(region.span(RESOURCE).all));
    return regions.length === 1 ? found : [...new Set(found)].sort((one, other) => one.at - other.at);
  }

  /** What any of them covers. */
  public union(covers: readonly Cover[]): Literal {
    const key = covers.map(({ at }) => at).join();
    let union = this.unions.get(key);
    if (!union) {
      union = within(RESOURCE, StringSet.ofPatterns(covers.flatMap(({ resource }) => resource.covers)));
      if (this.unions.size > 500) this.unions.clear();
      this.unions.set(key, union);
    }
    return union;
  }

  private near(set: ValueSet): readonly Cover[] {
    return set instanceof StringSet ? this.index.meeting(set) : this.all;
  }
}

/** What the ARNs of each pattern begin with, but for patterns that begin as another does. */
function startsOf(patterns: readonly string[]): readonly string[] {
  const starts = [...new Set(patterns.map((pattern) => pattern.replace(/[*?].*$/s, '')))];
  return starts.filter((start) => !starts.some((other) => other !== start && start.startsWith(other)));
}
