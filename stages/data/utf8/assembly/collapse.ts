// A text with every run of white space as one space and none at its ends, piece by piece.
import { BYTES, UNITS, WHITE } from './layout';
import { encode, encodePair, isFirst, isSurrogate, narrow } from './units';

const SPACE: i8 = 0x20;
/** Written for half a pair. */
const REPLACEMENT: u32 = 0xfffd;

/** 1 where the unit before is white space, or there is none yet. */
let whiteBefore: u32 = 1;
/** 1 where a space is to be written before anything else: it is at the end of what was written, and is written when something follows. */
let owed: u32 = 0;
/** All units from 128 up, joined bit by bit. */
let joined: u32 = 0;

/** Forgets what came before: the next piece is a text's first. */
export function begin(): void {
  whiteBefore = 1;
  owed = 0;
  joined = 0;
}

/** No unit since `begin` is larger; where all are ASCII it is 0. */
export function seen(): u32 {
  return joined;
}

/** Writes the first `count` units. Where they end. */
export function collapsed(count: i32): usize {
  let at: usize = UNITS;
  const end = at + ((count as usize) << 1);
  const last = end - 32;
  let to: usize = BYTES;
  let white = whiteBefore;
  if (owed) {
    store<u8>(to, SPACE);
    to += 1;
  }
  while (at < end) {
    while (at <= last) {
      const bytes = narrow(at);
      const spaces = v128.or(
        i8x16.eq(bytes, i8x16.splat(SPACE)),
        i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(9)), i8x16.splat(5)),
      );
      v128.store(to, v128.bitselect(i8x16.splat(SPACE), bytes, spaces));
      const whites: u32 = i8x16.bitmask(spaces);
      const behindWhite = (whites << 1) | white;
      // What is no ASCII, or a space after another.
      const special = (i8x16.bitmask(i8x16.lt_s(bytes, i8x16.splat(1))) as u32) | (whites & behindWhite);
      if (special != 0) {
        const plain = ctz<u32>(special);
        at += (plain as usize) << 1;
        to += plain as usize;
        white = (behindWhite >> plain) & 1;
        break;
      }
      at += 32;
      to += 16;
      white = whites >> 15;
    }
    // Where one is no ASCII, the next is seldom.
    while (at < end) {
      const unit: u32 = load<u16>(at);
      at += 2;
      if (load<u8>(unit as usize, WHITE)) {
        store<u8>(to, SPACE);
        to += (white ^ 1) as usize;
        white = 1;
        continue;
      }
      white = 0;
      if (unit < 0x80) {
        store<u8>(to, unit);
        to += 1;
        break;
      }
      joined |= unit;
      if (!isSurrogate(unit)) to = encode(unit, to);
      else if (isFirst(unit, at, end)) {
        to = encodePair(unit, load<u16>(at), to);
        at += 2;
      } else to = encode(REPLACEMENT, to);
    }
  }
  return leave(white, to);
}

/** Remembers what the next piece has to know of this. Where what is written ends, without a space at the end. */
function leave(white: u32, to: usize): usize {
  whiteBefore = white;
  owed = white & u32(to > (BYTES as usize));
  return to - (owed as usize);
}
