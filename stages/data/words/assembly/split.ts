// Where words begin and end, from the maps of units: 64 at a time.
import { ENDS, MARKS, MARK_BYTES, STARTS } from './memory';

/** Splits `length` units that were looked up. Gives how many words there are. */
export function splitLooked(length: i32): i32 {
  const markBytes = MARK_BYTES;
  let mark = MARKS;
  let start = STARTS;
  let end = ENDS;
  let before: u64 = 0;
  let aloneBefore: u64 = 0;
  let at = 0;
  do {
    let inWord = load<u64>(mark);
    let passed = load<u64>(mark + markBytes);
    let alone = load<u64>(mark + 2 * markBytes);
    if (length - at < 64) {
      // Only those before the end.
      const known = ((1 as u64) << u64(length - at)) - 1;
      inWord &= known;
      passed &= known;
      alone &= known;
    }
    // A run of passed units is in a word where one is before it: adding the run's first bit to it carries through all of it.
    inWord &= ~passed;
    inWord |= passed & ~(passed + (((inWord << 1) | before) & passed));
    const cut = alone | (alone << 1) | aloneBefore;
    before |= inWord << 1;
    start = placesTo(start, at, inWord & (~before | cut));
    end = placesTo(end, at, before & (~inWord | cut));
    before = inWord >> 63;
    aloneBefore = alone >> 63;
    mark += 8;
    at += 64;
  } while (at <= length);
  return ((end - ENDS) >> 2) as i32;
}

/** Writes the place of each bit. Gives where the next may be written. */
function placesTo(to: usize, at: i32, bits: u64): usize {
  while (bits != 0) {
    store<i32>(to, (at + (ctz(bits) as i32)) << 1);
    to += 4;
    bits &= bits - 1;
  }
  return to;
}
