import { HashedWords, OFFSET, PRIME, WORD_ALONE } from '../../words/hashed-words';
import { ALONE, FOLDED, SEPARATOR } from './folding';

// Taken once: a sandbox, such as a test's, looks a global up at every use.
const { imul } = Math;

const NOTHING = new Uint8Array(0);
const KERNEL = new HashedWords({
  units: Uint16Array.from(FOLDED, (folded) => (folded >= ALONE ? WORD_ALONE : folded === SEPARATOR ? 0 : folded)),
  // No word is picked.
  firsts: NOTHING,
  slots: NOTHING,
});

/** Hashes of a text's folded words, in an array that is used again for the next text: what it holds is good until then. */
export class Words {
  /** One hash a word, signed 32 bits. */
  public hashes = new Int32Array(1 << 12);

  /** Other numbers than FNV-1a's give other hashes of the same words. */
  public constructor(
    private readonly offset = OFFSET,
    private readonly prime = PRIME,
  ) {}

  /** Reads a text. @returns the number of its words */
  public read(text: string): number {
    let count = 0;
    for (let block = 0; block < text.length;) {
      block = KERNEL.read(text, block);
      const words = KERNEL.hash(this.offset, this.prime);
      this.reserve(count + words);
      this.hashes.set(KERNEL.hashes.subarray(0, words), count);
      count += words;
    }
    return count;
  }

  private reserve(words: number): void {
    if (words <= this.hashes.length) return;
    const { hashes } = this;
    this.hashes = new Int32Array(2 ** Math.ceil(Math.log2(words)));
    this.hashes.set(hashes);
  }
}

/** Spreads 32 bits: the end of MurmurHash3. */
export function mixed(value: number): number {
  let h = value ^ (value >>> 16);
  h = imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
