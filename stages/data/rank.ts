/** Ranks are below this. */
export const RANKS = 2 ** 53;

/**
 * A place in a seeded random order of ids: an integer under 2^53. It depends on seed and id alone, so a choice by rank is the same
 * whatever the order of the records and the number of shards.
 */
export function rankOf(seed: number, id: string): number {
  let high = mix(seed ^ 0x2545f491);
  let low = mix(seed ^ 0x1b873593);
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x5bd1e995);
    high ^= high >>> 15;
    low = Math.imul(low ^ unit, 0x01000193);
    low = (low << 13) | (low >>> 19);
  }
  return (mix(high ^ id.length) >>> 0) * 0x200000 + (mix(low ^ high) >>> 11);
}

/** Finalizer of MurmurHash3: every bit of the input reaches every bit of the output. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
