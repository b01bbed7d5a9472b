import { KINDS, LOOKS, WORD } from './instruction-fold';

const BITS = 31;
const START = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** A set of word classes: the first 31 in `low`, and 32 more in `high`. */
export interface ClassMask {
  readonly low: number;
  readonly high: number;
}

/** Which classes a word is in, looked up by a 32-bit hash (FNV-1a's on folded units) that is computed while the word is read. */
export class WordClasses<Name extends string> {
  private readonly names: readonly Name[];
  private readonly hashes: Int32Array;
  private readonly lows: Int32Array;
  private readonly highs: Int32Array;
  private readonly mask: number;

  /** `words`: per class its words, separated by white space. A word in capital letters counts only where it is written so. */
  public constructor(words: Readonly<Record<Name, string>>) {
    this.names = Object.keys(words) as Name[];
    const known = new Map<number, { low: number; high: number }>();
    for (const name of this.names) {
      const { low, high } = this.of(name);
      for (const word of words[name].split(/\s+/).filter(Boolean)) {
        const hash = hashOf(word);
        const before = known.get(hash) ?? { low: 0, high: 0 };
        const capitals = /^[A-Z]+$/.test(word) ? 1 << BITS : 0;
        known.set(hash, { low: before.low | low | capitals, high: before.high | high });
      }
    }
    const size = 2 ** Math.ceil(Math.log2(known.size * 4));
    this.mask = size - 1;
    this.hashes = new Int32Array(size);
    this.lows = new Int32Array(size);
    this.highs = new Int32Array(size);
    for (const [hash, { low, high }] of known) {
      let slot = hash & this.mask;
      while (this.hashes[slot] !== 0) slot = (slot + 1) & this.mask;
      this.hashes[slot] = hash;
      this.lows[slot] = low;
      this.highs[slot] = high;
    }
  }

  /** The classes of that name, or of several with `|` between them. */
  public of(names: string): ClassMask {
    let low = 0;
    let high = 0;
    for (const name of names.split('|')) {
      const at = this.names.indexOf(name as Name);
      if (at < 0 || at > 2 * BITS)
        throw new RangeError(`A class of words has to be one of ${this.names.join(', ')}, got ${name}`);
      if (at < BITS) low |= 1 << at;
      else high |= 1 << (at - BITS);
    }
    return { low, high };
  }

  /** Where the word with this hash stands in `low` and `high`; -1 for a word that is not known. */
  public find(hash: number): number {
    const { hashes, mask } = this;
    let slot = hash & mask;
    for (let known = hashes[slot] as number; known !== 0; known = hashes[slot] as number) {
      if (known === hash) return slot;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  public low(slot: number): number {
    return (this.lows[slot] as number) & 0x7fffffff;
  }

  public high(slot: number): number {
    return this.highs[slot] as number;
  }

  /** Whether the word counts only in capital letters. */
  public inCapitals(slot: number): boolean {
    return (this.lows[slot] as number) < 0;
  }
}

export const HASH_START = START;
export const HASH_PRIME = PRIME;

/** Spreads the high bits over the low ones, which choose the slot. A hash is never 0 but for one word in four thousand million. */
export function finish(hash: number): number {
  return hash ^ (hash >>> 15);
}

function hashOf(word: string): number {
  let hash = START;
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (KINDS[code] === WORD) hash = Math.imul(hash ^ (LOOKS[code] as number), PRIME);
  }
  return finish(hash);
}
