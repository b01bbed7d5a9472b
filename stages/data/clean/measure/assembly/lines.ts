// The text's lines, as Python's `splitlines` finds them: what Gopher's line rules count. C4's rules get each.
import { beginRules, rule, trim } from './c4';
import { BRACES, LINE_ENDS, RUN_STARTS, SENTENCE_ENDS, TOKEN_STARTS, UNITS } from './memory';
import { isPair, isSpace } from './units';

/** A line that is no longer has no word that is too long for C4. */
const LONG: usize = 1000;
const NEWLINE: u32 = 0x0a;
const RETURN: u32 = 0x0d;

/** Gopher's. */
export let lines: i32 = 0;
export let bullets: i32 = 0;
export let ellipsisLines: i32 = 0;
/** What the maps say of a line. */
let lineWords: i32 = 0;
let lineTokens: i32 = 0;
let lineSentences: i32 = 0;
let lineBraces: bool = false;

/** Reads the lines of a text of so many units, and puts what stays of them to `LEFT`, joined by newlines. */
export function readLines(length: i32): void {
  lines = bullets = ellipsisLines = 0;
  beginRules(length);
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
    rule(start, end, 0, 0, 0, 0, false);
    return;
  }
  const first = load<u16>(UNITS + (start << 1)) as u32;
  const last = UNITS + (end << 1);
  bullets += i32(first == 0x2022) | i32(first == 0x2d);
  ellipsisLines +=
    i32(load<u16>(last - 2) == 0x2026) |
    (i32(end - start >= 3) & i32(load<u16>(last - 2) == 0x2e) & i32(load<u32>(last - 6) == 0x002e_002e));
  count(start, end);
  const longestWord = end - start > LONG ? longest(start, end) : 0;
  rule(start, end, longestWord, lineWords, lineTokens, lineSentences, lineBraces);
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
