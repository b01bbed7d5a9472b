// The few words at which a rule may look closer.
import { FIRSTS, SLOTS } from './layout';
import { passed } from './look';
import { ENDS, PICKS, READ, STARTS, UNITS } from './memory';
import { ANY_WORD, DIGIT_NEAR, FOUR_UNITS, HOLDS_PASSED, PICK, SIXTEEN_UNITS } from './reading';

const PICK_BYTES: usize = 4 * PICK;
/** Bytes of four units, of eight and of sixteen. */
const FOUR: u32 = 8;
const EIGHT: u32 = 16;
const SIXTEEN: u32 = 32;

/**
 * Of the first `words` words, those of which the bits of the first unit meet the bits of the slot of the first eight units, or of the word's shape.
 * Gives how many there are. Each word is written, and the next over it where it is not picked: a branch would be foretold wrongly too often.
 */
export function pick(words: i32): i32 {
  const starts = STARTS;
  const ends = ENDS;
  const read = READ;
  const units = UNITS;
  let to = PICKS;
  for (let word = 0; word < words; word += 1) {
    const start = load<u32>(starts + ((word as usize) << 2));
    const end = load<u32>(ends + ((word as usize) << 2));
    store<u32>(to, start);
    store<u32>(to, end, 4);
    store<i32>(to, word, 8);
    const size = end - start;
    const eight = v128.and(v128.load(read + start), firstLanes(select<u32>(size, EIGHT, size < EIGHT)));
    const shape =
      ANY_WORD |
      bitIf(passed(eight), HOLDS_PASSED) |
      (i32(size >= SIXTEEN) * SIXTEEN_UNITS) |
      (i32(size == FOUR) * FOUR_UNITS) |
      bitIf(digitsNear(units + start, units + end), DIGIT_NEAR) |
      load<u8>(slotOf(eight), SLOTS);
    const first = load<u8>(load<u16>(units + start) as usize, FIRSTS);
    to += (i32((shape & first) != 0) as usize) * PICK_BYTES;
  }
  return ((to - PICKS) / PICK_BYTES) as i32;
}

/** A mask of so many bytes, two a unit. */
function firstLanes(bytes: u32): v128 {
  return i16x8.gt_s(i16x8.splat(bytes as i16), i16x8(0, 2, 4, 6, 8, 10, 12, 14));
}

/** Digits among the four units from the second on, and the four behind the end. */
function digitsNear(start: usize, end: usize): v128 {
  const near = v128.load64_lane(end, v128.load64_zero(start, 2), 1);
  return i16x8.lt_u(i16x8.sub(near, i16x8.splat(0x30)), i16x8.splat(10));
}

/** The bit, if any lane is set: a number below 0 spreads its sign. What asks it as a condition takes a tenth more of a word's time. */
function bitIf(lanes: v128, bit: i32): i32 {
  return (-i8x16.bitmask(lanes) >> 31) & bit;
}

/** As `../slots.ts` has it. */
function slotOf(eight: v128): usize {
  const joined = i64x2.extract_lane(eight, 0) * 0x9e3779b97f4a7c15 + i64x2.extract_lane(eight, 1);
  return (((joined as u64) * 0xbf58476d1ce4e5b9) >> 48) as usize;
}
