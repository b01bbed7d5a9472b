import { BANDING, type Banding } from './banding';
import { MinHash } from './min-hash';
import { mixed, Words } from './words';

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

/**
 * MinHash of folded word 5-grams. Each row is the least value, over a text's grams, of a permutation of 32 bits: multiplication by an odd
 * number, of grams that are mixed already. The numbers come from a fixed seed.
 */
export class Signer {
  private readonly words = new Words();
  private readonly rows: MinHash;

  public constructor(private readonly banding: Banding = BANDING) {
    const rows = banding.bands * banding.rows;
    this.rows = new MinHash(Int32Array.from({ length: rows }, (_, row) => mix(SEED + row) | 1));
  }

  public sign(text: string): Signature {
    const count = this.words.read(text);
    const grams = this.rows.read(this.words.hashes, count);
    if (grams === 0) return { grams, keys: [] };
    return { grams, keys: Array.from({ length: this.banding.bands }, (_, band) => this.key(band)) };
  }

  /** 64 bits of a band's rows: two sums with different weights, each spread. */
  private key(band: number): bigint {
    const { rows } = this.banding;
    const { least } = this.rows;
    let high = band;
    let low = ~band;
    for (let row = band * rows; row < (band + 1) * rows; row++) {
      const value = least[row] ?? 0;
      high = mix(imul(high, 0x9e3779b1) + value);
      low = mix(imul(low, 0x85ebca77) ^ value);
    }
    return (BigInt(high) << 32n) | BigInt(low >>> 0);
  }
}
