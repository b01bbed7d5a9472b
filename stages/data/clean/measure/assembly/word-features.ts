// Gopher's features of words, from the types that `tokens.ts` found.
import { LETTERS, SCRATCH, SYMBOL, UNITS } from './memory';
import { ENTRY, bitAt, types } from './tokens';
import { classAt, isPair, pairsIn } from './units';

/** Gopher's: words that are no symbols, their code points, tokens with a letter, and how many of the stop words are there. */
export let words: i32 = 0;
export let wordPoints: f64 = 0;
export let lettered: i32 = 0;
export let stopWords: i32 = 0;

/** Gopher's features of words, a type at a time. */
export function countWords(pairs: bool): void {
  words = 0;
  wordPoints = 0;
  lettered = 0;
  stopWords = 0;
  for (let entry = SCRATCH, end = SCRATCH + (types as usize) * ENTRY; entry < end; entry += ENTRY) {
    const place = load<u32>(entry, 20) as usize;
    const size = load<i32>(entry, 24);
    const times = load<i32>(entry, 28);
    const at = UNITS + (place << 1);
    if (!isSymbol(at, at + ((size as usize) << 1))) {
      words += times;
      wordPoints += ((size - (pairs ? pairsIn(at, at + ((size as usize) << 1)) : 0)) as f64) * (times as f64);
    }
    if (hasLetter(place, size)) lettered += times;
    if (size <= 4) stopWords += i32(isStopWord(load<u64>(entry)));
  }
}

/** Whether all its code points are symbols. */
function isSymbol(at: usize, end: usize): bool {
  for (; at < end; at += isPair(at) ? 4 : 2) if ((classAt(at) & SYMBOL) == 0) return false;
  return true;
}

function hasLetter(place: usize, size: i32): bool {
  const bits = load<u64>(LETTERS + (place >> 3)) >> ((place & 7) as u64);
  if (size < 57) return (bits & (((1 as u64) << (size as u64)) - 1)) != 0;
  for (let nth: usize = 0; nth < (size as usize); nth += 1) {
    if (bitAt(LETTERS, place + nth)) return true;
  }
  return false;
}

/** Gopher's eight, in code units of 16 bits: the, be, to, of, and, that, have, with. */
function isStopWord(units: u64): bool {
  return (
    units == 0x0065_0068_0074 ||
    units == 0x0065_0062 ||
    units == 0x006f_0074 ||
    units == 0x0066_006f ||
    units == 0x0064_006e_0061 ||
    units == 0x0074_0061_0068_0074 ||
    units == 0x0065_0076_0061_0068 ||
    units == 0x0068_0074_0069_0077
  );
}
