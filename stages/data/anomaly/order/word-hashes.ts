import { CLASS, DIGIT, FOLD, LOWER, UPPER } from '../../personal/characters';

/** Words of a text that are looked at, from its beginning. */
const MOST_WORDS = 400;
/** Stands for what is no word, e.g. a number: nothing is a neighbour across it. */
export const GAP = 0;
const HASH_START = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;
// Put on a letter, it belongs to it: a word of Hindi would be in pieces without.
const MARK = /\p{M}/u;

const SKIPPED = 0;
const LETTER = 1;
/** Only within a word: an apostrophe's two halves would be neighbours in any order of the words. */
const INSIDE = 2;
/** What is neither a word nor between two words: nothing is a neighbour across it. */
const OTHER = 3;

/** Scripts that put no space between words: Thai to Burmese, Khmer, kana, Han. What stands there is no word to us, so nothing is told. */
const UNSPACED = [
  [0x0e00, 0x109f],
  [0x1780, 0x17ff],
  [0x3040, 0x9fff],
  [0xf900, 0xfaff],
] as const;

const ROLE = Uint8Array.from(CLASS, (kind, code) => {
  if (UNSPACED.some(([from, to]) => code >= from && code <= to)) return OTHER;
  if (kind === LOWER || kind === UPPER || MARK.test(String.fromCharCode(code))) return LETTER;
  if (code === 0x27 || code === 0x2019) return INSIDE;
  return kind === DIGIT || code === 0x5f || code === 0x40 ? OTHER : SKIPPED;
});

/** Hashes of a text's first words in small letters, in order, with {@link GAP} where something else stands between two of them. */
export class WordHashes {
  private readonly words = new Int32Array(MOST_WORDS);

  /** Valid until the next call. */
  public of(text: string): Int32Array {
    const { words } = this;
    const { length } = text;
    let count = 0;
    for (let at = 0; at < length && count < MOST_WORDS;) {
      let code = text.charCodeAt(at);
      if (ROLE[code] !== LETTER) {
        if (ROLE[code] === OTHER && count > 0 && words[count - 1] !== GAP) words[count++] = GAP;
        at++;
        continue;
      }
      let hash = HASH_START;
      do {
        hash = Math.imul(hash ^ (FOLD[code] as number), HASH_PRIME);
        code = ++at < length ? text.charCodeAt(at) : 0;
      } while (ROLE[code] === LETTER || ROLE[code] === INSIDE);
      words[count++] = hash === GAP ? 1 : hash;
    }
    return words.subarray(0, count);
  }
}
