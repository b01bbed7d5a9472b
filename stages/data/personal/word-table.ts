import { OFFSET, PRIME } from '../words/hashed-words';
import { FOLD } from './characters';

/**
 * What a word may be a sign of, as bits. A word is looked up by a 32-bit hash of its folded letters, computed while the
 * word is read: about a thousand words are known, so that a foreign word hits one of them by chance about once in four
 * million words.
 */
export class WordTable {
  /** All words, and the bits of each. */
  public readonly known = new Map<string, number>();
  private readonly flags: Int32Array;
  private readonly mask: number;
  private readonly hashes: Int32Array;

  /** `words`: per bit, the words that have it, in lower case, separated by spaces. */
  public constructor(words: readonly (readonly [bit: number, words: string])[]) {
    const known = new Map<number, number>();
    for (const [bit, list] of words) {
      for (const word of list.split(/\s+/).filter(Boolean)) {
        const hash = hashWord(word, 0, word.length);
        known.set(hash, (known.get(hash) ?? 0) | bit);
        this.known.set(word, (this.known.get(word) ?? 0) | bit);
      }
    }
    const size = 2 ** Math.ceil(Math.log2(known.size * 16));
    this.mask = size - 1;
    this.hashes = new Int32Array(size);
    this.flags = new Int32Array(size);
    for (const [hash, flags] of known) {
      let slot = hash & this.mask;
      while (this.flags[slot] !== 0) slot = (slot + 1) & this.mask;
      this.hashes[slot] = hash;
      this.flags[slot] = flags;
    }
  }

  private get(hash: number): number {
    let slot = hash & this.mask;
    let flags = this.flags[slot] ?? 0;
    while (flags !== 0) {
      if (this.hashes[slot] === hash) return flags;
      slot = (slot + 1) & this.mask;
      flags = this.flags[slot] ?? 0;
    }
    return 0;
  }

  /** The bits of `text` from `start` to `end`. */
  public at(text: string, start: number, end: number): number {
    return this.get(hashWord(text, start, end));
  }
}

/** FNV-1a on 16-bit units, and then high bits spread over the low ones, which choose the slot. */
function hashWord(text: string, start: number, end: number): number {
  let hash = OFFSET;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (FOLD[text.charCodeAt(at)] ?? 0), PRIME);
  return hash ^ (hash >>> 15);
}
