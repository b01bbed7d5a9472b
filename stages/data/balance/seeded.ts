/**
 * Pseudo-random numbers from a seed: the same on every machine, so a run repeats to the byte. Never for secrets.
 * Generator: sfc32, Chris Doty-Humphrey's PractRand.
 */
export class Seeded {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  public constructor(seed: number) {
    this.a = mix(seed | 0);
    this.b = mix(this.a ^ 0x9e3779b9);
    this.c = mix(this.b ^ 0x85ebca6b);
    for (let round = 0; round < 12; round++) this.next();
  }

  /** Uniform in [0, 1), with 32 bits. */
  public next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return (sum >>> 0) / 0x100000000;
  }

  /** Uniform in 0, 1, … `n - 1`. */
  public below(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Puts `items` in a random order, in place (Fisher and Yates). */
  public shuffle<T extends { [index: number]: unknown; readonly length: number }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = items[i];
      items[i] = items[j];
      items[j] = held;
    }
    return items;
  }
}

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
