import { LETTER, SYMBOL } from './character-class';
import { share } from './share';
import type { Tokens } from './tokens';
import type { Units } from './units';

const LONGEST_STOP_WORD = 4;
/** Stop words, as `packed` gives them. */
const STOP_WORDS = new Set(
  ['the', 'be', 'to', 'of', 'and', 'that', 'have', 'with'].map((word) =>
    packed(
      Uint16Array.from(word, (letter) => letter.charCodeAt(0)),
      0,
      word.length,
    ),
  ),
);

/** Gopher's features of words, as `measure` names them. */
export interface WordFeatures {
  readonly words: number;
  readonly mean_word_length: number;
  readonly hash_ratio: number;
  readonly ellipsis_ratio: number;
  readonly alpha_word_frac: number;
  readonly stop_words: number;
}

/** Gopher's features of words: how many, how long, with a letter, symbols, stop words. Counted a word type at a time. */
export function wordFeatures(text: string, units: Units, tokens: Tokens): WordFeatures {
  const { count, flags } = tokens;
  let words = 0;
  let chars = 0;
  let alpha = 0;
  let stops = 0;
  for (let id = 0; id < tokens.types; id += 1) {
    const times = tokens.countOf(id);
    const start = tokens.startOf(id);
    const end = tokens.endOf(id);
    const kind = flags[id] as number;
    if ((kind & SYMBOL) === 0) {
      words += times;
      chars += units.codePoints(start, end) * times;
    }
    if ((kind & LETTER) !== 0) alpha += times;
    if (end - start <= LONGEST_STOP_WORD && end - start > 1 && STOP_WORDS.has(packed(units.data, start, end)))
      stops += 1;
  }
  return {
    words,
    mean_word_length: share(chars, words),
    hash_ratio: share(occurrences(text, '#'), count),
    ellipsis_ratio: share(occurrences(text, '...') + occurrences(text, '…'), count),
    alpha_word_frac: share(alpha, count),
    stop_words: stops,
  };
}

/** Without overlap, from left to right. */
function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

/** Up to four units of ASCII in one number; -1 where one is no ASCII. */
function packed(data: Uint16Array, start: number, end: number): number {
  let word = 0;
  for (let at = start; at < end; at += 1) {
    const unit = data[at] as number;
    if (unit > 0x7f) return -1;
    word = (word << 7) | unit;
  }
  return word;
}
