import type { PreparedResource, PreparedWorld } from './prepared-world';
import type { Literal, Region } from './region';
import { ACTION, negate, RESOURCE, within } from './region';
import { globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';

/** A part of the requests for which it is settled which resource policy governs and who owns the resource. */
export interface Governed {
  readonly region: Region;
  /** Absent: a resource that the world does not list. */
  readonly resource?: PreparedResource;
  /** Whether the resource's policy speaks of these actions: a trust policy does of `sts:*` only, a key policy of `kms:*`. */
  readonly policyApplies: boolean;
}

const ASSUMING = within(ACTION, StringSet.matching(globTokens('sts:*')));
const USING_KEY = within(ACTION, StringSet.matching(globTokens('kms:*')));

/** Splits `region` by the resource policy that governs: one part for each listed resource, one for all others. */
export function governedParts(region: Region, world: PreparedWorld): Governed[] {
  const parts: Governed[] = [];
  // Where two listed resources cover the same ARN, the first governs.
  let others: Region | undefined = region;
  for (const resource of world.resources) {
    const covered = coverOf(resource);
    const own = others?.and(covered);
    if (!own) continue;
    parts.push(...byAction(own, resource));
    others = others?.and(negate(covered));
  }
  // The others come first: an example without a second policy in play is the easier one to read.
  return others ? [{ region: others, policyApplies: false }, ...parts] : parts;
}

const covers = new WeakMap<PreparedResource, Literal>();

function coverOf(resource: PreparedResource): Literal {
  let literal = covers.get(resource);
  if (!literal) {
    literal = within(
      RESOURCE,
      StringSet.union(resource.covers.map((pattern) => StringSet.matching(globTokens(pattern)))),
    );
    covers.set(resource, literal);
  }
  return literal;
}

function byAction(region: Region, resource: PreparedResource): Governed[] {
  if (resource.kind === 'other') return [{ region, resource, policyApplies: true }];
  const governed = resource.kind === 'key' ? USING_KEY : ASSUMING;
  const [inside, outside] = [region.and(governed), region.and(negate(governed))];
  return [
    ...(inside ? [{ region: inside, resource, policyApplies: true }] : []),
    ...(outside ? [{ region: outside, resource, policyApplies: false }] : []),
  ];
}
