import { ALONE, FOLDED, SEPARATOR } from './folding';

// Taken once: a sandbox, such as a test's, looks a global up at every use.
const { imul } = Math;

/** FNV-1a's offset and prime, 32 bits. */
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/**
 * Hashes of a text's folded words, in typed arrays that are used again for the next text: what they hold is good until then.
 * A text is copied once into an array of code units, which is read faster than the string.
 */
export class Words {
  /** One hash a word, signed 32 bits. */
  public hashes = new Int32Array(1 << 12);
  private buffer = Buffer.from(new ArrayBuffer(1 << 15));
  private units = new Uint16Array(this.buffer.buffer);

  /** Other numbers than FNV-1a's give other hashes of the same words. */
  public constructor(
    private readonly offset = OFFSET,
    private readonly prime = PRIME,
  ) {}

  /** Reads a text. @returns the number of its words */
  public read(text: string): number {
    return hashWords(this.copy(text), this.units, this.hashes, this.offset, this.prime);
  }

  private copy(text: string): number {
    const { length } = text;
    if (length * 2 > this.buffer.length) {
      // Not from Buffer's pool: the view of code units needs an even place in memory.
      this.buffer = Buffer.from(new ArrayBuffer(2 ** Math.ceil(Math.log2(length * 2))));
      this.units = new Uint16Array(this.buffer.buffer);
    }
    // A word and what separates it from the next take two units, but one that stands alone takes one.
    if (length > this.hashes.length) this.hashes = new Int32Array(2 ** Math.ceil(Math.log2(length)));
    this.buffer.write(text, 'utf16le');
    return length;
  }
}

/** One look-up a unit says whether it is part of a word, and its lower case. @returns the number of words */
function hashWords(length: number, units: Uint16Array, hashes: Int32Array, offset: number, prime: number): number {
  // An import is a property that compiled code looks up at every use: what the loop uses is local.
  const table = FOLDED;
  const separator = SEPARATOR;
  const alone = ALONE;
  let count = 0;
  for (let at = 0; at < length;) {
    let unit = table[units[at++] as number] as number;
    if (unit < separator) {
      let hash = offset;
      do {
        hash = imul(hash ^ unit, prime);
        unit = at < length ? (table[units[at++] as number] as number) : separator;
      } while (unit < separator);
      hashes[count++] = hash;
    }
    if (unit >= alone) hashes[count++] = imul(offset ^ unit, prime);
  }
  return count;
}

/** Spreads 32 bits: the end of MurmurHash3. */
export function mixed(value: number): number {
  let h = value ^ (value >>> 16);
  h = imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
