// Units that are no ASCII, in UTF-8. What writes gives where it ends.

/** Whether a unit is half of a pair. */
export function isSurrogate(unit: u32): bool {
  return (unit & 0xf800) == 0xd800;
}

/** Whether a surrogate is the first of a pair, whose second is at an address. */
export function isFirst(unit: u32, at: usize, end: usize): bool {
  if (unit >= 0xdc00) return false;
  if (at >= end) return false;
  return ((load<u16>(at) as u32) & 0xfc00) == 0xdc00;
}

/** Writes a unit from 128 up, no surrogate. */
export function encode(unit: u32, to: usize): usize {
  if (unit < 0x800) {
    store<u8>(to, 0xc0 | (unit >> 6));
    store<u8>(to, low(unit), 1);
    return to + 2;
  }
  store<u8>(to, 0xe0 | (unit >> 12));
  store<u8>(to, low(unit >> 6), 1);
  store<u8>(to, low(unit), 2);
  return to + 3;
}

/** Writes a pair. */
export function encodePair(first: u32, second: u32, to: usize): usize {
  const point: u32 = 0x10000 + (((first & 0x3ff) << 10) | (second & 0x3ff));
  store<u8>(to, 0xf0 | (point >> 18));
  store<u8>(to, low(point >> 12), 1);
  store<u8>(to, low(point >> 6), 2);
  store<u8>(to, low(point), 3);
  return to + 4;
}

function low(bits: u32): u32 {
  return 0x80 | (bits & 0x3f);
}

/** Sixteen units in a byte each. One from 128 up becomes 0 or negative. */
export function narrow(at: usize): v128 {
  return i8x16.narrow_i16x8_u(v128.load(at), v128.load(at, 16));
}
