// C4's line rules, in the reference's order: a word over 1,000 characters, under three words, `javascript`, a policy phrase. Citation marks are cut from
// the lines that stay. The rule on terminal punctuation is off, as FineWeb has it.
import { LEFT, UNITS } from './memory';
import { JAVASCRIPT, LOREM, POLICY, phrasesIn } from './phrases';
import { countSentences } from './sentences';
import { isSpace } from './units';

const LONGEST_WORD: usize = 1000;
const FEWEST_WORDS: i32 = 3;
const NEWLINE: u32 = 0x0a;

/** Lines that C4 drops, by rule; citations cut from those that stay; lines with `lorem ipsum` and with `{`. */
export let tooLongWord: i32 = 0;
export let tooFewWords: i32 = 0;
export let javascript: i32 = 0;
export let policy: i32 = 0;
export let citations: i32 = 0;
export let lorem: i32 = 0;
export let braces: i32 = 0;
/** In the lines that stay: sentences, and tokens (these without those that a cut joins or parts). */
export let sentences: i32 = 0;
export let tokens: i32 = 0;
/** Code units of what is left, and whether a citation was cut from it. */
export let leftLength: i32 = 0;
export let wasCut: bool = false;

/** Whether a line has to be looked at for phrases. */
let suspect: bool = false;

/** Begins a text of so many units. */
export function beginRules(length: i32): void {
  tooLongWord = tooFewWords = javascript = policy = citations = lorem = braces = 0;
  sentences = tokens = leftLength = 0;
  wasCut = false;
  suspect = phrasesIn(UNITS, UNITS + ((length as usize) << 1)) != 0;
}

/** Puts a line to what is left, or drops it. `braced`: whether it has a brace or a bracket. */
export function rule(
  start: usize,
  end: usize,
  longestWord: usize,
  words: i32,
  lineTokens: i32,
  lineSentences: i32,
  braced: bool,
): void {
  if (longestWord > LONGEST_WORD) tooLongWord += 1;
  else if (words < FEWEST_WORDS) tooFewWords += 1;
  else keep(UNITS + (start << 1), UNITS + (end << 1), lineTokens, lineSentences, braced);
}

function keep(from: usize, to: usize, lineTokens: i32, lineSentences: i32, braced: bool): void {
  const begin = LEFT + (((leftLength == 0 ? 0 : leftLength + 1) as usize) << 1);
  let stop = begin + (to - from);
  let cut = 0;
  let brace = false;
  if (braced) {
    stop = copyWithoutCitations(from, to, begin);
    cut = cuts;
    brace = sawBrace;
  } else memory.copy(begin, from, to - from);
  const phrases = suspect || cut > 0 ? phrasesIn(begin, stop) : 0;
  if ((phrases & LOREM) != 0) lorem += 1;
  if ((phrases & JAVASCRIPT) != 0) {
    javascript += 1;
    return;
  }
  if (brace) braces += 1;
  if ((phrases & POLICY) != 0) {
    policy += 1;
    return;
  }
  citations += cut;
  if (cut > 0) wasCut = true;
  store<u16>(stop, NEWLINE);
  sentences += max(1, cut == 0 ? lineSentences : countSentences(begin, stop));
  tokens += lineTokens;
  if (leftLength > 0) store<u16>(begin - 2, NEWLINE);
  leftLength = ((stop - LEFT) >> 1) as i32;
}

let cuts: i32 = 0;
let sawBrace: bool = false;

/** Copies a line; gives where it ends there. */
function copyWithoutCitations(at: usize, end: usize, to: usize): usize {
  cuts = 0;
  sawBrace = false;
  while (at < end) {
    const unit = load<u16>(at) as u32;
    if (unit == 0x7b) sawBrace = true;
    const mark = unit == 0x5b ? citationAt(at, end) : 0;
    if (mark > 0) {
      cuts += 1;
      at += mark;
      continue;
    }
    store<u16>(to, unit);
    to += 2;
    at += 2;
  }
  return to;
}

/** Bytes of the citation mark that begins at the `[`: `[12]`, `[]`, `[edit]` or `[citation needed]`; 0 where there is none. ASCII digits only. */
function citationAt(at: usize, end: usize): usize {
  let close = at + 2;
  while (close < end && (load<u16>(close) as u32) - 0x30 < 10) close += 2;
  if (close < end && load<u16>(close) == 0x5d) return close + 2 - at;
  return named('[edit]', at, end) + named('[citation needed]', at, end);
}

function named(mark: string, at: usize, end: usize): usize {
  const bytes = (mark.length as usize) << 1;
  if (at + bytes > end) return 0;
  return memory.compare(at, changetype<usize>(mark), bytes) == 0 ? bytes : 0;
}

/** Cuts the white space at the ends of what is left, which is there only where a citation was. */
export function trim(): void {
  let start = LEFT;
  let end = LEFT + ((leftLength as usize) << 1);
  while (end > start && isSpace(end - 2)) end -= 2;
  while (start < end && isSpace(start)) start += 2;
  if (start > LEFT) memory.copy(LEFT, start, end - start);
  leftLength = ((end - start) >> 1) as i32;
}
