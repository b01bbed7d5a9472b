// The text's lines, as Python's `splitlines` finds them: what Gopher's line rules count, and what C4's leave.
import { BRACES, CLASSES, LEFT, LINE_ENDS, RUN_STARTS, SENTENCE_ENDS, SPACE, TOKEN_STARTS, UNITS } from './memory';
import { JAVASCRIPT, LOREM, POLICY, phrasesIn } from './phrases';
import { isPair } from './units';

const LONGEST_WORD: usize = 1000;
const FEWEST_WORDS: i32 = 3;
const NEWLINE: u32 = 0x0a;
const RETURN: u32 = 0x0d;

/** Gopher's. */
export let lines: i32 = 0;
export let bullets: i32 = 0;
export let ellipsisLines: i32 = 0;
/** `...` in the text, without overlap. */
export let dots: i32 = 0;
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

/** Whether a line has to be looked at for phrases, and what it has. */
let suspect: bool = false;
let lineWords: i32 = 0;
let lineTokens: i32 = 0;
let lineSentences: i32 = 0;
let lineBraces: bool = false;

/** Leaves of the marks those that end a sentence: behind them stand any closers, then white space. Counts `...` on the way. */
export function endSentences(length: i32): void {
  dots = 0;
  let next: usize = 0;
  for (let block: usize = 0; block < (length as usize); block += 64) {
    const marks = load<u64>(SENTENCE_ENDS + (block >> 3));
    if (marks == 0) continue;
    let ends = marks;
    for (let left = marks; left != 0; left &= left - 1) {
      const place = block + (ctz<u64>(left) as usize);
      const at = UNITS + (place << 1);
      if (place >= next && (load<u32>(at, 2) as u64) == 0x002e_002e && load<u16>(at) == 0x2e) {
        dots += 1;
        next = place + 3;
      }
      if (!endsSentence(at)) ends &= ~(left & (0 - left));
    }
    store<u64>(SENTENCE_ENDS + (block >> 3), ends);
  }
}

/** Behind the mark come any of " ' ) ] and then white space, which stands behind each text and line. */
function endsSentence(at: usize): bool {
  let unit: u32;
  do {
    at += 2;
    unit = load<u16>(at);
  } while (unit == 0x22 || unit == 0x27 || unit == 0x29 || unit == 0x5d);
  return ((load<u8>(CLASSES + (unit as usize)) as u32) & SPACE) != 0;
}

/** Reads the lines of a text of so many units, and puts what stays of them to `LEFT`, joined by newlines. */
export function readLines(length: i32): void {
  lines = bullets = ellipsisLines = 0;
  tooLongWord = tooFewWords = javascript = policy = citations = lorem = braces = 0;
  sentences = tokens = leftLength = 0;
  wasCut = false;
  suspect = phrasesIn(UNITS, UNITS + ((length as usize) << 1)) != 0;
  let from: usize = 0;
  const end = length as usize;
  for (let block: usize = 0; block <= end; block += 64) {
    for (let left = load<u64>(LINE_ENDS + (block >> 3)); left != 0; left &= left - 1) {
      const place = block + (ctz<u64>(left) as usize);
      // A carriage return and a newline end one line.
      if (place < from) continue;
      if (place >= end) {
        if (from < end) line(from, end);
        break;
      }
      line(from, place);
      from = place + 1;
      const at = UNITS + (place << 1);
      if (load<u16>(at) == RETURN && load<u16>(at, 2) == NEWLINE) from += 1;
    }
  }
  trim();
}

function line(start: usize, end: usize): void {
  while (start < end && isSpace(UNITS + (start << 1))) start += 1;
  while (end > start && isSpace(UNITS + (end << 1) - 2)) end -= 1;
  lines += 1;
  if (start == end) {
    tooFewWords += 1;
    return;
  }
  const first = load<u16>(UNITS + (start << 1)) as u32;
  const last = UNITS + (end << 1);
  bullets += i32(first == 0x2022) | i32(first == 0x2d);
  ellipsisLines +=
    i32(load<u16>(last - 2) == 0x2026) |
    (i32(end - start >= 3) & i32(load<u16>(last - 2) == 0x2e) & i32(load<u32>(last - 6) == 0x002e_002e));
  count(start, end);
  if (end - start > LONGEST_WORD && longest(start, end) > LONGEST_WORD) tooLongWord += 1;
  else if (lineWords < FEWEST_WORDS) tooFewWords += 1;
  else keep(start, end);
}

/** What the maps say of a line: words between white space, tokens, ends of sentences, braces and brackets. */
function count(start: usize, end: usize): void {
  lineWords = lineTokens = lineSentences = 0;
  let braceBits: u64 = 0;
  let mask = u64.MAX_VALUE << ((start & 63) as u64);
  for (let block = start & ~63; block < end; block += 64) {
    if (end - block < 64) mask &= ((1 as u64) << ((end - block) as u64)) - 1;
    const map = block >> 3;
    lineWords += popcnt<u64>(load<u64>(RUN_STARTS + map) & mask) as i32;
    lineTokens += popcnt<u64>(load<u64>(TOKEN_STARTS + map) & mask) as i32;
    lineSentences += popcnt<u64>(load<u64>(SENTENCE_ENDS + map) & mask) as i32;
    braceBits |= load<u64>(BRACES + map) & mask;
    mask = u64.MAX_VALUE;
  }
  lineBraces = braceBits != 0;
}

/** Code points of the longest word between white space. */
function longest(start: usize, end: usize): usize {
  let most: usize = 0;
  let size: usize = 0;
  for (let at = UNITS + (start << 1); at < UNITS + (end << 1); at += 2) {
    if (isSpace(at)) size = 0;
    else size += 1;
    if (isPair(at)) at += 2;
    most = max(most, size);
  }
  return most;
}

function keep(start: usize, end: usize): void {
  const from = UNITS + (start << 1);
  const to = UNITS + (end << 1);
  const begin = LEFT + (((leftLength == 0 ? 0 : leftLength + 1) as usize) << 1);
  let stop = begin + (to - from);
  let cut = 0;
  let brace = false;
  if (lineBraces) {
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

/** In a line behind which white space stands. */
function countSentences(at: usize, end: usize): i32 {
  let found = 0;
  for (; at < end; at += 2) {
    const unit = load<u16>(at) as u32;
    if (unit == 0x2e || unit == 0x21 || unit == 0x3f) found += i32(endsSentence(at));
  }
  return found;
}

/** Cuts the white space at the ends of what is left, which is there only where a citation was. */
function trim(): void {
  let start = LEFT;
  let end = LEFT + ((leftLength as usize) << 1);
  while (end > start && isSpace(end - 2)) end -= 2;
  while (start < end && isSpace(start)) start += 2;
  if (start > LEFT) memory.copy(LEFT, start, end - start);
  leftLength = ((end - start) >> 1) as i32;
}

function isSpace(at: usize): bool {
  return ((load<u8>(CLASSES + (load<u16>(at) as usize)) as u32) & SPACE) != 0;
}
