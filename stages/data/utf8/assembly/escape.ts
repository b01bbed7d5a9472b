// A piece as JSON has it in a string.
import { BYTES, DIGITS, LETTERS, UNITS } from './layout';
import { encode, encodePair, isFirst, isSurrogate, narrow } from './units';

const QUOTE: i8 = 0x22;
const BACKSLASH: i8 = 0x5c;
/** The letter before four digits. */
const U: u32 = 0x75;

/** Writes the first `count` units. Where they end. */
export function escaped(count: i32): usize {
  let at: usize = UNITS;
  const end = at + ((count as usize) << 1);
  const last = end - 32;
  let to: usize = BYTES;
  while (at < end) {
    while (at <= last) {
      const bytes = narrow(at);
      v128.store(to, bytes);
      const special = i8x16.bitmask(
        v128.or(
          i8x16.lt_s(bytes, i8x16.splat(0x20)),
          v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
        ),
      );
      if (special != 0) {
        const plain = ctz<i32>(special) as usize;
        at += plain << 1;
        to += plain;
        break;
      }
      at += 32;
      to += 16;
    }
    // Where one is no ASCII, the next is seldom.
    while (at < end) {
      const unit: u32 = load<u16>(at);
      at += 2;
      if (unit < 0x80) {
        to = escapedAscii(unit, to);
        break;
      }
      if (!isSurrogate(unit)) to = encode(unit, to);
      else if (isFirst(unit, at, end)) {
        to = encodePair(unit, load<u16>(at), to);
        at += 2;
      } else {
        store<u16>(to, (U << 8) | (BACKSLASH as u32));
        to = digits(unit, to + 2);
      }
    }
  }
  return to;
}

function escapedAscii(unit: u32, to: usize): usize {
  const letter: u32 = load<u8>(unit as usize, LETTERS);
  if (letter == 0) {
    store<u8>(to, unit);
    return to + 1;
  }
  store<u8>(to, BACKSLASH);
  store<u8>(to, letter, 1);
  to += 2;
  return letter == U ? digits(unit, to) : to;
}

/** Writes the four digits of a unit. Where they end. */
function digits(unit: u32, to: usize): usize {
  store<u8>(to, digit(unit >> 12));
  store<u8>(to, digit((unit >> 8) & 15), 1);
  store<u8>(to, digit((unit >> 4) & 15), 2);
  store<u8>(to, digit(unit & 15), 3);
  return to + 4;
}

function digit(value: u32): u32 {
  return load<u8>(value as usize, DIGITS);
}
