/** Texts as sparse vectors: row r has its entries at `start[r]` to `start[r + 1]` of `index` and `value`; each row has length 1. */
export interface SparseRows {
  readonly rows: number;
  /** Size of the space, a power of two. */
  readonly size: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** How texts become vectors. */
export interface FeatureOptions {
  /** Base-2 logarithm of the space's size. @default 18 */
  readonly bits?: number;
  /** Longest run of words that is a feature. @default 2 */
  readonly longest?: number;
  /** Only so many characters of a text are read. @default 4000 */
  readonly mostCharacters?: number;
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const MIX = 0x9e3779b1;

/**
 * Hashed word n-grams (K. Weinberger et al., Feature Hashing for Large Scale Multitask Learning, 2009): words are runs of letters and digits,
 * case folded by one bit for ASCII; a feature counts as the logarithm of 1 + its occurrences. Hash: FNV-1a, 32 bit.
 */
export function hashedNgrams(texts: readonly string[], options: FeatureOptions = {}): SparseRows {
  const { bits = 18, longest = 2, mostCharacters = 4000 } = options;
  const size = 2 ** bits;
  const counts = new Float32Array(size);
  const start = new Int32Array(texts.length + 1);
  let index = new Int32Array(1 << 16);
  let value = new Float32Array(1 << 16);
  let filled = 0;
  const touched: number[] = [];
  texts.forEach((text, row) => {
    touched.length = 0;
    countNgrams(text, Math.min(text.length, mostCharacters), longest, (hash) => {
      const cell = cellOf(hash, bits);
      if (counts[cell] === 0) touched.push(cell);
      counts[cell] = (counts[cell] as number) + 1;
    });
    touched.sort((a, b) => a - b);
    if (filled + touched.length > index.length) {
      index = grown(index, filled + touched.length);
      value = grown(value, filled + touched.length);
    }
    let square = 0;
    for (const cell of touched) square += Math.log1p(counts[cell] as number) ** 2;
    const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
    for (const cell of touched) {
      index[filled] = cell;
      value[filled++] = Math.log1p(counts[cell] as number) * scale;
      counts[cell] = 0;
    }
    start[row + 1] = filled;
  });
  return { rows: texts.length, size, start, index: index.slice(0, filled), value: value.slice(0, filled) };
}

/** The place of a hash in a space of 2^bits. */
export function cellOf(hash: number, bits: number): number {
  return ((hash ^ (hash >>> bits)) & (2 ** bits - 1)) >>> 0;
}

/** Calls with a hash for each word, and for each run of words up to the longest, and where in the text it begins and ends. */
export function countNgrams(
  text: string,
  end: number,
  longest: number,
  found: (hash: number, from: number, to: number) => void,
): void {
  const recent = new Int32Array(longest);
  const begun = new Int32Array(longest);
  let words = 0;
  let hash = OFFSET;
  let begin = 0;
  let inWord = false;
  for (let at = 0; at <= end; at++) {
    const unit = at < end ? text.charCodeAt(at) : 0;
    if (isWordUnit(unit)) {
      hash = Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit | 32 : unit), PRIME);
      if (!inWord) begin = at;
      inWord = true;
      continue;
    }
    if (!inWord) continue;
    let run = hash;
    found(run, begin, at);
    for (let back = 1; back < longest && back <= words; back++) {
      // Not the same for the same words in another order.
      run = Math.imul(Math.imul(run, MIX) ^ (recent[(words - back) % longest] as number), PRIME);
      found(run, begun[(words - back) % longest] as number, at);
    }
    recent[words % longest] = hash;
    begun[words % longest] = begin;
    words++;
    hash = OFFSET;
    inWord = false;
  }
}

function isWordUnit(unit: number): boolean {
  if (unit < 128) {
    return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);
  }
  return unit > 0xbf && unit !== 0xd7 && unit !== 0xf7 && (unit < 0x2000 || unit > 0x206f) && unit !== 0x3000;
}

function grown<T extends Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>>(array: T, least: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}
