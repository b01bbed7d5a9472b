import { BANDING, type Banding } from './banding';
import { Grams } from './grams';
import { mixed } from './words';

const { imul } = Math;
// Local: an import is a property that compiled code looks up at every use.
const mix = mixed;

/** What is kept of a text to find its near duplicates. */
export interface Signature {
  /** 5-grams of folded words, a repeated one counted again. */
  readonly grams: number;
  /** One signed 64-bit key a band; none for a text without a word. */
  readonly keys: readonly bigint[];
}

const SEED = 0x52414d50;
const NONE = 0x7fffffff;
/** Rows that one pass finds. */
const LANES = 8;

/**
 * MinHash of folded word 5-grams. Each row is the least value, over a text's grams, of a permutation of 32 bits: multiplication by an odd
 * number, of grams that are mixed already. The numbers come from a fixed seed. Eight rows are found in one pass over the grams, so that
 * they stay in registers.
 */
export class Signer {
  private readonly multipliers: Int32Array;
  private readonly least: Int32Array;
  private readonly grams = new Grams();

  public constructor(private readonly banding: Banding = BANDING) {
    const rows = Math.ceil((banding.bands * banding.rows) / LANES) * LANES;
    this.multipliers = Int32Array.from({ length: rows }, (_, row) => mix(SEED + row) | 1);
    this.least = new Int32Array(rows);
  }

  public sign(text: string): Signature {
    const grams = this.grams.read(text);
    if (grams === 0) return { grams, keys: [] };
    for (let row = 0; row < this.least.length; row += LANES) this.findLeast(row, grams);
    return { grams, keys: Array.from({ length: this.banding.bands }, (_, band) => this.key(band)) };
  }

  private findLeast(row: number, count: number): void {
    const { multipliers, least } = this;
    const { hashes } = this.grams;
    const m0 = multipliers[row] as number;
    const m1 = multipliers[row + 1] as number;
    const m2 = multipliers[row + 2] as number;
    const m3 = multipliers[row + 3] as number;
    const m4 = multipliers[row + 4] as number;
    const m5 = multipliers[row + 5] as number;
    const m6 = multipliers[row + 6] as number;
    const m7 = multipliers[row + 7] as number;
    let [l0, l1, l2, l3, l4, l5, l6, l7] = [NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE];
    for (let at = 0; at < count; at++) {
      const gram = hashes[at] as number;
      const v0 = imul(gram, m0);
      const v1 = imul(gram, m1);
      const v2 = imul(gram, m2);
      const v3 = imul(gram, m3);
      const v4 = imul(gram, m4);
      const v5 = imul(gram, m5);
      const v6 = imul(gram, m6);
      const v7 = imul(gram, m7);
      if (v0 < l0) l0 = v0;
      if (v1 < l1) l1 = v1;
      if (v2 < l2) l2 = v2;
      if (v3 < l3) l3 = v3;
      if (v4 < l4) l4 = v4;
      if (v5 < l5) l5 = v5;
      if (v6 < l6) l6 = v6;
      if (v7 < l7) l7 = v7;
    }
    least[row] = l0;
    least[row + 1] = l1;
    least[row + 2] = l2;
    least[row + 3] = l3;
    least[row + 4] = l4;
    least[row + 5] = l5;
    least[row + 6] = l6;
    least[row + 7] = l7;
  }

  /** 64 bits of a band's rows: two sums with different weights, each spread. */
  private key(band: number): bigint {
    const { rows } = this.banding;
    let high = band;
    let low = ~band;
    for (let row = band * rows; row < (band + 1) * rows; row++) {
      const value = this.least[row] ?? 0;
      high = mix(imul(high, 0x9e3779b1) + value);
      low = mix(imul(low, 0x85ebca77) ^ value);
    }
    return (BigInt(high) << 32n) | BigInt(low >>> 0);
  }
}
