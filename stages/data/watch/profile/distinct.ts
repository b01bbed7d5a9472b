import { highWord, lowWord, putFloat } from './float-words';

/** The k smallest hashes tell the number of distinct values with a relative standard error of about 1 / sqrt(k - 2). */
export const SMALLEST_HASHES = 512;

/**
 * How many distinct numbers there are, from the k smallest of their hashes. Source: Bar-Yossef et al. 2002; Beyer et al. 2007 (KMV).
 * Exact while there are fewer than k. The k smallest of a union are among the k smallest of the parts, so merging loses nothing.
 */
export class DistinctNumbers {
  private hashes = new Set<number>();
  private limit = Infinity;

  /** @param value finite, not -0 */
  public add(value: number): void {
    putFloat(value);
    this.insert(hash(highWord(), lowWord()));
  }

  public merge(other: DistinctNumbers): void {
    for (const value of other.hashes) this.insert(value);
  }

  /** Distinct values: a count where `exact`, otherwise an estimate, rounded. */
  public estimate(): { readonly count: number; readonly exact: boolean } {
    const sorted = this.toJSON();
    const largest = sorted[SMALLEST_HASHES - 1];
    if (largest === undefined) return { count: sorted.length, exact: true };
    return { count: Math.round((SMALLEST_HASHES - 1) / (largest / 2 ** 53)), exact: false };
  }

  public toJSON(): readonly number[] {
    return [...this.hashes].sort((a, b) => a - b).slice(0, SMALLEST_HASHES);
  }

  public static from(hashes: readonly number[]): DistinctNumbers {
    const distinct = new DistinctNumbers();
    for (const value of hashes) distinct.insert(value);
    return distinct;
  }

  private insert(value: number): void {
    if (value > this.limit || this.hashes.has(value)) return;
    this.hashes.add(value);
    // Trimming at twice the size makes the sort rare; the limit only ever falls, so what goes never returns.
    if (this.hashes.size < 2 * SMALLEST_HASHES) return;
    const kept = this.toJSON();
    this.hashes = new Set(kept);
    this.limit = kept[kept.length - 1] ?? Infinity;
  }
}

/** 53 bits from two words; finalizers of MurmurHash3. */
function hash(high: number, low: number): number {
  let h = Math.imul(high ^ 0x3c6ef372, 0x85ebca6b) ^ Math.imul(low ^ 0x1f83d9ab, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  h ^= h >>> 16;
  let g = Math.imul(low ^ (low >>> 15) ^ h, 0x2c1b3c6d) + high;
  g = Math.imul(g ^ (g >>> 12), 0x297a2d39);
  g ^= g >>> 15;
  return (h >>> 0) * 0x200000 + (g >>> 11);
}
