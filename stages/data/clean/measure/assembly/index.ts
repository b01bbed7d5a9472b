// Measures one text for the Gopher, C4 and FineWeb rules. `../kernel.ts` puts the text to `text()`, calls `measure`, and reads the results.
import * as c4 from './c4';
import { classify, ellipses, hashes } from './classify';
import { RESULTS } from './layout';
import * as lines from './lines';
import { repeatedPoints } from './long-n-grams';
import { LEFT, PADDING, UNITS, scratchAt, settle as place } from './memory';
import { LONGEST, SHORTEST, TOP, begin, keepRepeated, lengthen, topPoints } from './n-grams';
import * as repeats from './repeated-lines';
import { Result } from './results';
import { dots, endSentences } from './sentences';
import * as tokens from './tokens';
import { anySurrogate, pairsIn, same } from './units';
import { countWords, lettered, stopWords, wordPoints, words } from './word-features';

/** Makes room for so many code units, a multiple of 64, of which a text leaves 128 free. */
export function settle(room: i32): void {
  place(room);
}

export function text(): usize {
  return UNITS;
}

/** What C4's line rules leave of the text. */
export function left(): usize {
  return LEFT;
}

/** The same, a byte a unit, where it is Latin-1. */
export function latin(): usize {
  return scratchAt(0);
}

/** Measures the `length` units of the text. */
export function measure(length: i32): void {
  pad(UNITS, length);
  const pairs = anySurrogate(UNITS, UNITS + ((length as usize) << 1));
  classify(length);
  write(Result.POINTS, pointsOf(UNITS, length, pairs));
  measureWords(length, pairs);
  endSentences(length);
  write(Result.ELLIPSES, dots + ellipses);
  measureLines(length);
  repeats.read(UNITS, length, pairs);
  repeats.repeatParagraphs();
  writeRepeats(Result.PARAGRAPHS);
  repeats.repeatLines();
  writeRepeats(Result.LINES);
  measureLeft(length, pairs);
}

/** Gopher's features of words and their n-grams. */
function measureWords(length: i32, pairs: bool): void {
  tokens.split(length, pairs);
  countWords(pairs);
  write(Result.TOKENS, tokens.tokens);
  write(Result.WORDS, words);
  write(Result.WORD_POINTS, wordPoints);
  write(Result.LETTERED, lettered);
  write(Result.STOP_WORDS, stopWords);
  write(Result.HASHES, hashes);
  begin();
  for (let n = SHORTEST; n <= TOP; n += 1) {
    lengthen(n);
    write(Result.GRAMS + n - SHORTEST, topPoints(n));
  }
  keepRepeated();
  for (let n = TOP + 1; n <= LONGEST; n += 1) write(Result.GRAMS + n - SHORTEST, repeatedPoints(n));
}

/** Gopher's features of lines, and C4's. */
function measureLines(length: i32): void {
  lines.readLines(length);
  write(Result.SPLIT_LINES, lines.lines);
  write(Result.BULLETS, lines.bullets);
  write(Result.ELLIPSIS_LINES, lines.ellipsisLines);
  write(Result.TOO_LONG_WORD, c4.tooLongWord);
  write(Result.TOO_FEW_WORDS, c4.tooFewWords);
  write(Result.JAVASCRIPT, c4.javascript);
  write(Result.POLICY, c4.policy);
  write(Result.CITATIONS, c4.citations);
  write(Result.LOREM, c4.lorem);
  write(Result.BRACES, c4.braces);
  write(Result.SENTENCES, c4.sentences);
}

/** FineWeb's features, of what C4 left. */
function measureLeft(length: i32, pairs: bool): void {
  const rest = c4.leftLength;
  pad(LEFT, rest);
  write(Result.LEFT_LENGTH, rest);
  const whole = rest == length && same(UNITS, LEFT, length << 1);
  write(Result.LEFT_WHOLE, i32(whole) as f64);
  repeats.read(LEFT, rest, pairs);
  repeats.repeatInked();
  writeRepeats(Result.LEFT_LINES);
  write(Result.LEFT_TERMINAL, repeats.terminal);
  write(Result.LEFT_SHORT, repeats.short);
  write(Result.LEFT_NEWLINES, repeats.count - 1);
  write(Result.LEFT_POINTS, pointsOf(LEFT, rest, pairs));
  write(Result.LEFT_TOKENS, c4.wasCut ? tokensLeft(rest, pairs) : c4.tokens);
  write(Result.LEFT_LATIN, i32(!whole && narrow(LEFT, latin(), rest)) as f64);
}

/** Writes units as bytes, as far as all are Latin-1. Whether they are. */
function narrow(from: usize, to: usize, length: i32): bool {
  const outside = i16x8.splat(0xff00 as i16);
  for (const end = to + (length as usize); to < end; to += 16) {
    const low = v128.load(from);
    const high = v128.load(from, 16);
    if (v128.any_true(v128.and(v128.or(low, high), outside))) return false;
    v128.store(to, i8x16.narrow_i16x8_u(low, high));
    from += 32;
  }
  return true;
}

/** A citation that is cut joins words or parts them. The text makes way for what is left of it. */
function tokensLeft(rest: i32, pairs: bool): i32 {
  memory.copy(UNITS, LEFT, ((rest + PADDING) as usize) << 1);
  classify(rest);
  tokens.split(rest, pairs);
  return tokens.tokens;
}

function writeRepeats(first: i32): void {
  write(first, repeats.total);
  write(first + 1, repeats.repeated);
  write(first + 2, repeats.points);
}

function write(nth: i32, result: f64): void {
  store<f64>((RESULTS as usize) + ((nth as usize) << 3), result);
}

/** Ends the last line, for what reads sixteen units at a time. */
function pad(base: usize, length: i32): void {
  const end = base + ((length as usize) << 1);
  const newlines = i16x8.splat(0x0a);
  for (let at: usize = 0; at < 2 * (PADDING as usize); at += 16) v128.store(end + at, newlines);
}

function pointsOf(base: usize, length: i32, pairs: bool): i32 {
  return length - (pairs ? pairsIn(base, base + ((length as usize) << 1)) : 0);
}
