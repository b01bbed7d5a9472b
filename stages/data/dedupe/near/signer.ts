import { BANDING, type Banding } from './banding';
import { Grams } from './grams';
import { mixed } from './words';

const { imul } = Math;

/** What is kept of a text to find its near duplicates. */
export interface Signature {
  /** 5-grams of folded words, a repeated one counted again. */
  readonly grams: number;
  /** One signed 64-bit key a band; none for a text without a word. */
  readonly keys: readonly bigint[];
}

const SEED = 0x52414d50;
const NONE = 0x7fffffff;

/**
 * MinHash of folded word 5-grams. Each row is the least value, over a text's grams, of an affine permutation of 32 bits; the permutations
 * come from a fixed seed. Four rows are found in one pass over the grams, so that they stay in registers.
 */
export class Signer {
  private readonly multipliers: Int32Array;
  private readonly addends: Int32Array;
  private readonly least: Int32Array;
  private readonly grams = new Grams();

  public constructor(private readonly banding: Banding = BANDING) {
    const rows = Math.ceil((banding.bands * banding.rows) / 4) * 4;
    this.multipliers = Int32Array.from({ length: rows }, (_, row) => mixed(SEED + 2 * row) | 1);
    this.addends = Int32Array.from({ length: rows }, (_, row) => mixed(SEED + 2 * row + 1));
    this.least = new Int32Array(rows);
  }

  public sign(text: string): Signature {
    const grams = this.grams.read(text);
    if (grams === 0) return { grams, keys: [] };
    this.findLeast(grams);
    return { grams, keys: Array.from({ length: this.banding.bands }, (_, band) => this.key(band)) };
  }

  private findLeast(count: number): void {
    const { multipliers, addends, least } = this;
    const { hashes } = this.grams;
    for (let row = 0; row < least.length; row += 4) {
      const m0 = multipliers[row] ?? 0;
      const m1 = multipliers[row + 1] ?? 0;
      const m2 = multipliers[row + 2] ?? 0;
      const m3 = multipliers[row + 3] ?? 0;
      const a0 = addends[row] ?? 0;
      const a1 = addends[row + 1] ?? 0;
      const a2 = addends[row + 2] ?? 0;
      const a3 = addends[row + 3] ?? 0;
      let l0 = NONE;
      let l1 = NONE;
      let l2 = NONE;
      let l3 = NONE;
      for (let at = 0; at < count; at++) {
        const gram = hashes[at] ?? 0;
        const v0 = (imul(gram, m0) + a0) | 0;
        const v1 = (imul(gram, m1) + a1) | 0;
        const v2 = (imul(gram, m2) + a2) | 0;
        const v3 = (imul(gram, m3) + a3) | 0;
        if (v0 < l0) l0 = v0;
        if (v1 < l1) l1 = v1;
        if (v2 < l2) l2 = v2;
        if (v3 < l3) l3 = v3;
      }
      least[row] = l0;
      least[row + 1] = l1;
      least[row + 2] = l2;
      least[row + 3] = l3;
    }
  }

  /** 64 bits of a band's rows: two sums with different weights, each spread. */
  private key(band: number): bigint {
    const { rows } = this.banding;
    let high = band;
    let low = ~band;
    for (let row = band * rows; row < (band + 1) * rows; row++) {
      const value = this.least[row] ?? 0;
      high = mixed(imul(high, 0x9e3779b1) + value);
      low = mixed(imul(low, 0x85ebca77) ^ value);
    }
    return (BigInt(high) << 32n) | BigInt(low >>> 0);
  }
}
