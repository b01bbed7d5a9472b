import { PacketSet } from './packet-set';

/**
 * A set of packets that is known only between two others: `least` certainly passes, nothing outside `most` does. They
 * are equal where everything is known. *None* is proved when `most` is empty, a path when `least` is not.
 */
export interface Bounds {
  readonly least: PacketSet;
  readonly most: PacketSet;
  /** Why the two differ. */
  readonly reasons: readonly string[];
}

export const NOTHING: Bounds = exactly(PacketSet.NONE);
export const EVERYTHING: Bounds = exactly(PacketSet.ALL);

export function exactly(set: PacketSet): Bounds {
  return { least: set, most: set, reasons: [] };
}

/** Somewhere between nothing and this set. */
export function perhaps(set: PacketSet, reason: string): Bounds {
  return { least: PacketSet.NONE, most: set, reasons: [reason] };
}

export function both(...all: readonly Bounds[]): Bounds {
  return all.reduce(
    (left, right) => ({
      least: left.least.intersect(right.least),
      most: left.most.intersect(right.most),
      reasons: merge(left.reasons, right.reasons),
    }),
    EVERYTHING,
  );
}

export function either(...all: readonly Bounds[]): Bounds {
  return all.reduce(
    (left, right) => ({
      least: left.least.union(right.least),
      most: left.most.union(right.most),
      reasons: merge(left.reasons, right.reasons),
    }),
    NOTHING,
  );
}

export function without(from: Bounds, hole: Bounds): Bounds {
  return {
    least: from.least.subtract(hole.most),
    most: from.most.subtract(hole.least),
    reasons: merge(from.reasons, hole.reasons),
  };
}

export function reversed(bounds: Bounds): Bounds {
  return { least: bounds.least.reversed(), most: bounds.most.reversed(), reasons: bounds.reasons };
}

/** The same set, of which it is not sure that it passes. */
export function unsure(bounds: Bounds, reason: string): Bounds {
  return { least: PacketSet.NONE, most: bounds.most, reasons: merge(bounds.reasons, [reason]) };
}

function merge(left: readonly string[], right: readonly string[]): readonly string[] {
  if (right.length === 0) return left;
  return left.length === 0 ? right : [...new Set([...left, ...right])].slice(0, 10);
}
