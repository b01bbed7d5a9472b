import type { PreparedResource, PreparedWorld } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import type { Literal, Region } from './region';
import { ACTION, negate, RESOURCE, within } from './region';
import { globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';

/** A part of the requests for which it is settled which resource policy governs and who owns the resource. */
export interface Governed {
  readonly region: Region;
  /** Absent: a resource that the world does not list, or one of the caller's account on which no policy of its own bears. */
  readonly resource?: PreparedResource;
  /** Whether the resource's policy speaks of these actions: a trust policy does of `sts:*` only, a key policy of `kms:*`. */
  readonly policyApplies: boolean;
}

const ASSUMING = within(ACTION, StringSet.matching(globTokens('sts:*')));
const USING_KEY = within(ACTION, StringSet.matching(globTokens('kms:*')));

/** Splits `region`: a part for each listed resource whose policy or owner makes a difference to `who`, and one for all others. */
export function governedParts(region: Region, world: PreparedWorld, who: PrincipalClass): Governed[] {
  const parts: Governed[] = [];
  const split: Literal[] = [];
  for (const cover of coversOf(world)) {
    const { resource } = cover;
    const own = ownPart(region, cover);
    if (!own) continue;
    const { governed, rest } = byAction(own, resource);
    const foreign = resource.account !== who.account;
    if (governed) parts.push({ region: governed, resource, policyApplies: true });
    if (rest && foreign) parts.push({ region: rest, resource, policyApplies: false });
    // Where only some actions are governed, the others stay with the unlisted.
    if (rest && !foreign && governed) parts.push({ region: rest, policyApplies: false });
    if (governed || foreign) split.push(cover.literal);
  }
  const others = split.length === 0 ? region : region.and(negate(unionOf(split)));
  return others ? [...parts, { region: others, policyApplies: false }] : parts;
}

/** The parts of `region` on which some resource policy or grant bears. */
export function policyParts(region: Region, world: PreparedWorld): Governed[] {
  return coversOf(world).flatMap((cover): Governed[] => {
    const own = ownPart(region, cover);
    const governed = own && byAction(own, cover.resource).governed;
    return governed ? [{ region: governed, resource: cover.resource, policyApplies: true }] : [];
  });
}

interface Cover {
  readonly resource: PreparedResource;
  readonly literal: Literal;
  /** What resources listed before it cover too: where two cover the same ARN, the first governs. */
  readonly before: readonly Literal[];
}

const covers = new WeakMap<readonly PreparedResource[], readonly Cover[]>();

function coversOf({ resources }: PreparedWorld): readonly Cover[] {
  let known = covers.get(resources);
  if (!known) {
    const made: Cover[] = [];
    for (const resource of resources) {
      const literal = within(
        RESOURCE,
        StringSet.union(resource.covers.map((text) => StringSet.matching(globTokens(text)))),
      );
      const before = made.map((cover) => cover.literal).filter(({ set }) => !set.and(literal.set).isEmpty());
      made.push({ resource, literal, before });
    }
    known = made;
    covers.set(resources, known);
  }
  return known;
}

function ownPart(region: Region, { literal, before }: Cover): Region | undefined {
  return region.and(literal)?.andAll(before.map(negate));
}

/** The part its own policy decides, and the rest. A plain resource without a policy has only a rest. */
function byAction(region: Region, resource: PreparedResource): { governed?: Region; rest?: Region } {
  if (resource.kind === 'other') return resource.policies.length > 0 ? { governed: region } : { rest: region };
  const speaksOf = resource.kind === 'key' ? USING_KEY : ASSUMING;
  const [governed, rest] = [region.and(speaksOf), region.and(negate(speaksOf))];
  return { ...(governed ? { governed } : {}), ...(rest ? { rest } : {}) };
}

const unions = new Map<string, Literal>();

function unionOf(literals: readonly Literal[]): Literal {
  const key = literals.map(({ set }) => set.id).join();
  let union = unions.get(key);
  if (!union) {
    union = within(RESOURCE, StringSet.union(literals.flatMap(({ set }) => (set instanceof StringSet ? [set] : []))));
    if (unions.size > 2_000) unions.clear();
    unions.set(key, union);
  }
  return union;
}
