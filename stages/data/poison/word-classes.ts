import { OFFSET, PRIME } from '../words/hashed-words';
import { APOSTROPHE, KINDS, LOOKS, WORD } from './instruction-fold';

const BITS = 31;
// Taken once: a sandbox, such as a test's, looks a global up at every use.
const { imul } = Math;

/** A set of word classes: the first 31 in `low`, and 32 more in `high`. */
export interface ClassMask {
  readonly low: number;
  readonly high: number;
}

/** Which classes a word is in, looked up by a 32-bit hash (FNV-1a's on folded units). */
export class WordClasses<Name extends string> {
  /** All words, as they are written. */
  public readonly known = new Set<string>();
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
        const hash = hashOf(word, 0, word.length, false);
        this.known.add(word);
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

  /** Where the word of `text` from `start` to `end` stands in `low` and `high`; -1 for one that is not known. */
  public find(text: string, start: number, end: number): number {
    const { hashes, mask } = this;
    const hash = hashOf(text, start, end, true);
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

/** Whether classes, in two numbers, are among those of a mask. */
export function has(low: number, high: number, mask: ClassMask): boolean {
  return ((low & mask.low) | (high & mask.high)) !== 0;
}

/** The hash of `text` from `start` to `end`, its high bits spread over the low ones, which choose the slot. Never 0 but for one word in four thousand million. */
function hashOf(text: string, start: number, end: number, elided: boolean): number {
  const kinds = KINDS;
  const looks = LOOKS;
  let hash = OFFSET;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const kind = kinds[code];
    if (kind === WORD) hash = imul(hash ^ (looks[code] as number), PRIME);
    // An elided article is no part of its word: l'utente.
    else if (elided && at - start === 1 && kind === APOSTROPHE) hash = OFFSET;
  }
  return hash ^ (hash >>> 15);
}
