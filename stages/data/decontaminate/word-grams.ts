import { CLASS, FOLD, isWordCode, OTHER } from '../personal/characters';

/** Words of an n-gram, after GPT-3's decontamination (Brown et al. 2020, appendix C), which most evaluations follow. */
export const GRAM_WORDS = 13;

const WORD_PRIME = 0x01000193;
const LOW_FACTOR = 0x5bd1e995;
const HIGH_FACTOR = 0x1b873593;

/**
 * Calls `take` with the 53-bit hash of each run of `GRAM_WORDS` words of `text`, from the first to the last. Words are runs of
 * letters, digits and underscores in small letters; a text of fewer words gives one run, all it has, and an empty one none.
 */
export function wordGrams(text: string, take: (hash: number) => void): void {
  const low = new Int32Array(GRAM_WORDS);
  const high = new Int32Array(GRAM_WORDS);
  let words = 0;
  let at = 0;
  while (at < text.length) {
    let code = text.charCodeAt(at);
    if (CLASS[code] === OTHER || !isWordCode(code)) {
      at++;
      continue;
    }
    let a = 0x811c9dc5 | 0;
    let b = 0x3c6ef372 | 0;
    while (isWordCode(code)) {
      const folded = FOLD[code] ?? 0;
      a = Math.imul(a ^ folded, WORD_PRIME);
      b = Math.imul((b << 5) ^ (b >>> 27) ^ folded, LOW_FACTOR);
      code = text.charCodeAt(++at);
    }
    low[words % GRAM_WORDS] = a;
    high[words % GRAM_WORDS] = b;
    words++;
    if (words >= GRAM_WORDS) take(joined(low, high, words, GRAM_WORDS));
  }
  if (words > 0 && words < GRAM_WORDS) take(joined(low, high, words, words));
}

/** The hash of the last `count` words, in their order. */
function joined(low: Int32Array, high: Int32Array, words: number, count: number): number {
  let a = count;
  let b = ~count;
  for (let word = words - count; word < words; word++) {
    a = Math.imul(a ^ (low[word % GRAM_WORDS] ?? 0), HIGH_FACTOR);
    a ^= a >>> 15;
    b = Math.imul(b ^ (high[word % GRAM_WORDS] ?? 0), LOW_FACTOR);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 0x20_0000 + (b >>> 11);
}
