// How the text's units are read, and three maps of that.
import { MARKS, MARK_BYTES, READ, UNITS } from './memory';
import { PASSED, WORD_ALONE } from './reading';

/** Looks up how units are read, and marks them. Sixteen at a time, so that it reads and writes beyond the last. */
export function look(length: i32): void {
  const none = i16x8.splat(0);
  const alone = i16x8.splat(WORD_ALONE as i16);
  const end = UNITS + ((length as usize) << 1);
  const markBytes = MARK_BYTES;
  let at = UNITS;
  let to = READ;
  let mark = MARKS;
  do {
    const low = readEight(at);
    const high = readEight(at + 16);
    v128.store(to, low);
    v128.store(to, high, 16);
    store<u16>(mark, bits(i16x8.ne(low, none), i16x8.ne(high, none)));
    store<u16>(mark + markBytes, bits(passed(low), passed(high)));
    store<u16>(mark + 2 * markBytes, bits(i16x8.eq(low, alone), i16x8.eq(high, alone)));
    at += 32;
    to += 32;
    mark += 2;
  } while (at < end);
}

/** Of each lane, whether it is read as 1 or 2. */
export function passed(read: v128): v128 {
  return i16x8.lt_u(i16x8.sub(read, i16x8.splat(PASSED as i16)), i16x8.splat((WORD_ALONE as i16) - (PASSED as i16)));
}

/** A bit a lane. */
export function bits(low: v128, high: v128): u32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/** How eight units are read, lane by lane from the table. */
function readEight(at: usize): v128 {
  let eight = i16x8.splat(0);
  eight = v128.load16_lane((load<u16>(at) as usize) << 1, eight, 0);
  eight = v128.load16_lane((load<u16>(at, 2) as usize) << 1, eight, 1);
  eight = v128.load16_lane((load<u16>(at, 4) as usize) << 1, eight, 2);
  eight = v128.load16_lane((load<u16>(at, 6) as usize) << 1, eight, 3);
  eight = v128.load16_lane((load<u16>(at, 8) as usize) << 1, eight, 4);
  eight = v128.load16_lane((load<u16>(at, 10) as usize) << 1, eight, 5);
  eight = v128.load16_lane((load<u16>(at, 12) as usize) << 1, eight, 6);
  eight = v128.load16_lane((load<u16>(at, 14) as usize) << 1, eight, 7);
  return eight;
}
