// One bit a code unit for each question that the splitter and the line rules ask, sixteen units at a time where they are ASCII.
import {
  BRACES,
  CLASSES,
  IN_WORD,
  LETTER,
  LETTERS,
  LINE_END,
  LINE_ENDS,
  RUN_STARTS,
  SENTENCE_ENDS,
  SPACE,
  TOKEN_STARTS,
  UNITS,
  WORD,
} from './memory';
import { classAt, isPair } from './units';

const KELVIN: u32 = 0x212a;
const ELLIPSIS: u32 = 0x2026;

/** `#` in the text, `…` in it, and whether it has a Kelvin sign, which is a `k` in lower case. */
export let hashes: i32 = 0;
export let ellipses: i32 = 0;
export let kelvin: bool = false;

// Of sixteen units that are not all ASCII.
let word: u32 = 0;
let letter: u32 = 0;
let space: u32 = 0;
let lineEnd: u32 = 0;
let tail: u32 = 0;

/** Reads `length` units and 64 of the padding behind them. A mark of punctuation is a candidate of `SENTENCE_ENDS` only. */
export function classify(length: i32): void {
  hashes = 0;
  ellipses = 0;
  kelvin = false;
  let wordBefore: u32 = 0;
  let spaceBefore: u32 = 1;
  const outside = i16x8.splat(0xff80 as i16);
  for (let at = 0; at < length + 64; at += 16) {
    const from = UNITS + ((at as usize) << 1);
    const low = v128.load(from);
    const high = v128.load(from, 16);
    const bytes = i8x16.narrow_i16x8_u(low, high);
    const plain = !v128.any_true(v128.and(v128.or(low, high), outside));
    if (plain) {
      const folded = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61));
      const letters = i8x16.lt_u(folded, i8x16.splat(26));
      const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
      const words = v128.or(v128.or(letters, digits), i8x16.eq(bytes, i8x16.splat(0x5f)));
      const controls = i8x16.sub(bytes, i8x16.splat(0x09));
      const separators = i8x16.sub(bytes, i8x16.splat(0x1c));
      letter = i8x16.bitmask(letters);
      word = i8x16.bitmask(words);
      space = i8x16.bitmask(v128.or(i8x16.lt_u(controls, i8x16.splat(5)), i8x16.lt_u(separators, i8x16.splat(5))));
      lineEnd = i8x16.bitmask(
        v128.or(
          i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x0a)), i8x16.splat(4)),
          i8x16.lt_u(separators, i8x16.splat(3)),
        ),
      );
      tail = 0;
    } else byUnit(from);
    const map = (at as usize) >> 3;
    store<u16>(IN_WORD + map, word);
    store<u16>(LETTERS + map, letter);
    store<u16>(LINE_ENDS + map, lineEnd);
    store<u16>(TOKEN_STARTS + map, ~(space | tail | (word & ((word << 1) | wordBefore))));
    store<u16>(RUN_STARTS + map, ~space & ((space << 1) | spaceBefore));
    // What is no ASCII is 0 in `bytes`, or 128 and more.
    const marks = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x2e)), i8x16.eq(bytes, i8x16.splat(0x21))),
      i8x16.eq(bytes, i8x16.splat(0x3f)),
    );
    store<u16>(SENTENCE_ENDS + map, i8x16.bitmask(marks));
    store<u16>(
      BRACES + map,
      i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(0x7b)), i8x16.eq(bytes, i8x16.splat(0x5b)))),
    );
    hashes += popcnt<i32>(i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x23))));
    wordBefore = (word >> 15) & 1;
    spaceBefore = (space >> 15) & 1;
  }
}

/** Both units of a pair have its classes; the second begins nothing. */
function byUnit(from: usize): void {
  word = 0;
  letter = 0;
  space = 0;
  lineEnd = 0;
  tail = 0;
  for (let nth: u32 = 0; nth < 16; nth += 1) {
    let at = from + ((nth as usize) << 1);
    const unit = load<u16>(at) as u32;
    let bits: u32 = load<u8>(CLASSES + (unit as usize));
    if ((unit & 0xf800) == 0xd800) {
      if (at > UNITS && isPair(at - 2)) {
        tail |= 1 << nth;
        at -= 2;
      }
      bits = classAt(at);
    }
    word |= ((bits & WORD) >> 1) << nth;
    letter |= (bits & LETTER) << nth;
    space |= ((bits & SPACE) >> 2) << nth;
    lineEnd |= ((bits & LINE_END) >> 3) << nth;
    ellipses += i32(unit == ELLIPSIS);
    if (unit == KELVIN) kelvin = true;
  }
}
