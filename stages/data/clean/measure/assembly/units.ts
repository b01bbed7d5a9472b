// Slices of code units, by address: `at` and `end` are of bytes, two a unit.
import { CLASSES, SPACE } from './memory';

/** Whether a surrogate pair begins at an address. */
export function isPair(at: usize): bool {
  return (load<u32>(at) & 0xfc00fc00) == 0xdc00d800;
}

/** The code point of the pair at an address. */
function pairAt(at: usize): usize {
  return 0x10000 + ((((load<u16>(at) as usize) & 0x3ff) << 10) | ((load<u16>(at, 2) as usize) & 0x3ff));
}

/** The classes at an address, those of the whole code point where a pair begins there. Half a pair has none. */
export function classAt(at: usize): u32 {
  if (isPair(at)) return load<u8>(CLASSES + pairAt(at));
  return load<u8>(CLASSES + (load<u16>(at) as usize));
}

/** Whether white space is at an address. */
export function isSpace(at: usize): bool {
  return ((load<u8>(CLASSES + (load<u16>(at) as usize)) as u32) & SPACE) != 0;
}

/** Surrogate pairs from one address to another. */
export function pairsIn(at: usize, end: usize): i32 {
  let pairs = 0;
  for (; at + 2 < end; at += 2) {
    if (isPair(at)) {
      pairs += 1;
      at += 2;
    }
  }
  return pairs;
}

/** Whether there is half a surrogate pair among the units. Reads beyond them, to a multiple of eight. */
export function anySurrogate(at: usize, end: usize): bool {
  const head = i16x8.splat(0xf800 as i16);
  const surrogate = i16x8.splat(0xd800 as i16);
  for (; at < end; at += 16) {
    if (v128.any_true(i16x8.eq(v128.and(v128.load(at), head), surrogate))) return true;
  }
  return false;
}

/** Whether two slices are the same, eight bytes at a time: a short one is compared in words that reach beyond it. */
export function same(one: usize, other: usize, bytes: i32): bool {
  if (bytes < 8) {
    return bytes == 0 || (load<u64>(one) ^ load<u64>(other)) << (64 - ((bytes as u64) << 3)) == 0;
  }
  const last = one + bytes - 8;
  for (const away = other - one; one < last; one += 8) {
    if (load<u64>(one) != load<u64>(one + away)) return false;
  }
  return load<u64>(last) == load<u64>(other + bytes - 8);
}

/** A hash of a slice: equal slices have equal ones. */
export function hashOf(at: usize, end: usize): u32 {
  let hash: u64 = ((end - at) as u64) * 0x9e3779b97f4a7c15;
  for (; at + 8 <= end; at += 8) hash = rotl<u64>((hash ^ load<u64>(at)) * 0xff51afd7ed558ccd, 29);
  if (at < end) hash = (hash ^ (load<u64>(at) << (64 - (((end - at) as u64) << 3)))) * 0xff51afd7ed558ccd;
  return spread(hash);
}

/** All bits of a product in its lower ones. */
export function spread(product: u64): u32 {
  return (((product ^ (product >> 32)) * 0xc4ceb9fe1a85ec53) >> 32) as u32;
}
