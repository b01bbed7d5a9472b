import type { Cover, Covers } from './covers';
import { coversOf } from './covers';
import { namedBy } from './directly-allowed';
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

/**
 * Splits `region`: a part for each listed resource whose policy or owner makes a difference to `who`, and last one for all others, which
 * costs most and is made only when it is asked for.
 */
export function* governedParts(region: Region, world: PreparedWorld, who: PrincipalClass): Generator<Governed> {
  const split: Cover[] = [];
  const covers = coversOf(world);
  for (const cover of covers.meeting(region.span(RESOURCE).all)) {
    const { resource } = cover;
    const own = ownPart(region, covers, cover);
    if (!own) continue;
    const { governed, rest } = byAction(own, resource);
    const foreign = resource.account !== who.account;
    if (governed) yield { region: governed, resource, policyApplies: true };
    if (rest && foreign) yield { region: rest, resource, policyApplies: false };
    // Where only some actions are governed, the others stay with the unlisted.
    if (rest && !foreign && governed) yield { region: rest, policyApplies: false };
    if (governed || foreign) split.push(cover);
  }
  if (!reachesUnlisted(world, who)) return;
  const others = split.length === 0 ? region : region.and(negate(covers.union(split)));
  if (others) yield { region: others, policyApplies: false };
}

/** Strangers reach what the world does not list only through policies it does not list either. */
export function reachesUnlisted(world: PreparedWorld, who: PrincipalClass): boolean {
  return who.kind !== 'outside' || world.account(who.account)?.undeclaredPrincipals === true;
}

/** The parts of `region` on which a resource policy or grant bears that may allow `who` something by itself. */
export function* policyParts(region: Region, world: PreparedWorld, who: PrincipalClass): Generator<Governed> {
  const named = namedBy(world, who);
  const covers = coversOf(world);
  const met = covers.meeting(region.span(RESOURCE).all);
  const [few, many] = named.length < met.length ? [named, met] : [met, named];
  const wanted = few.length > SOME ? new Set(many) : undefined;
  for (const cover of few) {
    if (wanted && !wanted.has(cover)) continue;
    const own = ownPart(region, covers, cover);
    const governed = own && byAction(own, cover.resource).governed;
    if (governed) yield { region: governed, resource: cover.resource, policyApplies: true };
  }
}

/** For fewer than so many it is quicker to look than to make a set first. */
const SOME = 20;

function ownPart(region: Region, covers: Covers, cover: Cover): Region | undefined {
  return region.and(cover.literal)?.andAll(covers.before(cover).map(negate));
}

/** The part its own policy decides, and the rest. A plain resource without a policy has only a rest. */
function byAction(region: Region, resource: PreparedResource): { governed?: Region; rest?: Region } {
  if (resource.kind === 'other') return resource.policies.length > 0 ? { governed: region } : { rest: region };
  const speaksOf: Literal = resource.kind === 'key' ? USING_KEY : ASSUMING;
  const [governed, rest] = [region.and(speaksOf), region.and(negate(speaksOf))];
  return { ...(governed ? { governed } : {}), ...(rest ? { rest } : {}) };
}
