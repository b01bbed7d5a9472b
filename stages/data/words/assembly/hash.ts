// FNV-1a of words, on what their units are read as.
import { WORK } from './layout';
import { ENDS, READ, STARTS, SUMS, UNITS } from './memory';
import { WORD_ALONE } from './reading';

/** A unit alone is hashed as itself and this: so it is no word of one unit. */
const ALONE: u32 = 0x20000;
/** Where factors stand in the work: behind terms. */
const FACTORS: usize = 32;

/** Hashes `words` words of `length` units, in place of where they start. */
export function hashWords(words: i32, length: i32, offset: u32, prime: u32): void {
  sumUnits(length, offset, prime);
  const starts = STARTS;
  const ends = ENDS;
  const bytes = (words as usize) << 2;
  for (let at: usize = 0; at < bytes; at += 4) {
    // A word's is the one of its last unit.
    const last = load<u32>(ends + at) - 2;
    let sum = load<u32>(SUMS + (last << 1));
    if (load<u16>(READ + last) == WORD_ALONE) sum = (offset ^ (ALONE | load<u16>(UNITS + last))) * prime;
    store<u32>(starts + at, sum);
  }
}

/**
 * What a word that ended at each unit would be hashed to. Eight units at a time get a term and a factor. That is 0 for one in no word, so that the
 * next begins anew, with the offset.
 */
function sumUnits(length: i32, offset: u32, prime: u32): void {
  const three = i16x8.splat(WORD_ALONE as i16);
  const offsets = i32x4.splat(offset);
  const primes = i32x4.splat(prime);
  const end = READ + ((length as usize) << 1);
  let at = READ;
  let to = SUMS;
  let sum: u32 = 0;
  do {
    const read = v128.load(at);
    const inWord = i16x8.gt_u(read, three);
    const first = v128.andnot(inWord, i16x8.gt_u(v128.load(at - 2), three));
    const low = v128.and(i32x4.extend_low_i16x8_s(first), offsets);
    const high = v128.and(i32x4.extend_high_i16x8_s(first), offsets);
    v128.store(WORK, v128.xor(i32x4.extend_low_i16x8_u(read), low));
    v128.store(WORK, v128.xor(i32x4.extend_high_i16x8_u(read), high), 16);
    v128.store(WORK, v128.and(i32x4.extend_low_i16x8_s(inWord), primes), FACTORS);
    v128.store(WORK, v128.and(i32x4.extend_high_i16x8_s(inWord), primes), FACTORS + 16);
    sum = (sum ^ load<u32>(WORK, 0)) * load<u32>(WORK, FACTORS);
    store<u32>(to, sum, 0);
    sum = (sum ^ load<u32>(WORK, 4)) * load<u32>(WORK, FACTORS + 4);
    store<u32>(to, sum, 4);
    sum = (sum ^ load<u32>(WORK, 8)) * load<u32>(WORK, FACTORS + 8);
    store<u32>(to, sum, 8);
    sum = (sum ^ load<u32>(WORK, 12)) * load<u32>(WORK, FACTORS + 12);
    store<u32>(to, sum, 12);
    sum = (sum ^ load<u32>(WORK, 16)) * load<u32>(WORK, FACTORS + 16);
    store<u32>(to, sum, 16);
    sum = (sum ^ load<u32>(WORK, 20)) * load<u32>(WORK, FACTORS + 20);
    store<u32>(to, sum, 20);
    sum = (sum ^ load<u32>(WORK, 24)) * load<u32>(WORK, FACTORS + 24);
    store<u32>(to, sum, 24);
    sum = (sum ^ load<u32>(WORK, 28)) * load<u32>(WORK, FACTORS + 28);
    store<u32>(to, sum, 28);
    at += 16;
    to += 32;
  } while (at < end);
}
