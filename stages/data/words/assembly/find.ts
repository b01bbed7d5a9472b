// Where signs are that a rule looks around.
import { bits } from './look';
import { SIGNS, UNITS } from './memory';

/** Where one of four units stands among `length` units. Gives how many there are. */
export function find(length: i32, one: i32, two: i32, three: i32, four: i32): i32 {
  const a = i16x8.splat(one as i16);
  const b = i16x8.splat(two as i16);
  const c = i16x8.splat(three as i16);
  const d = i16x8.splat(four as i16);
  const units = UNITS;
  const end = (length as usize) << 1;
  let to = SIGNS;
  for (let at: usize = 0; at < end; at += 32) {
    const low = v128.load(units + at);
    const high = v128.load(units + at, 16);
    let found = bits(anyOf(low, a, b, c, d), anyOf(high, a, b, c, d));
    while (found != 0) {
      store<u32>(to, (at as u32) + (ctz(found) << 1));
      to += 4;
      found &= found - 1;
    }
  }
  // Not those behind the end.
  while (to > SIGNS && (load<u32>(to - 4) as usize) >= end) to -= 4;
  return ((to - SIGNS) >> 2) as i32;
}

function anyOf(units: v128, a: v128, b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.or(i16x8.eq(units, a), i16x8.eq(units, b)), v128.or(i16x8.eq(units, c), i16x8.eq(units, d)));
}
