// The phrases by which C4 drops a line or a document, in any case of letters.
import { kelvin } from './classify';

export const LOREM: u32 = 1;
export const JAVASCRIPT: u32 = 2;
export const POLICY: u32 = 4;

const KELVIN: u32 = 0x212a;

/**
 * Which kinds of phrases begin and end between two addresses. Each has a pair of letters that is rare elsewhere; where that stands, sixteen units at a
 * time, the phrase is looked for. The Kelvin sign is no such letter, but a `k` in lower case: a text that has one is looked at unit by unit.
 */
export function phrasesIn(from: usize, end: usize): u32 {
  let found: u32 = 0;
  if (kelvin) {
    for (let at = from; at < end; at += 2) found |= around(at, from, end);
    return found;
  }
  for (let at = from; at < end; at += 32) {
    const here = folded(at);
    const next = folded(at + 2);
    const third = folded(at + 4);
    const pairs = v128.or(
      v128.or(pair(here, 0x70, next, 0x73), pair(here, 0x6a, next, 0x61)),
      v128.or(pair(here, 0x6d, next, 0x73), pair(here, 0x63, next, 0x79)),
    );
    let left = i8x16.bitmask(
      v128.or(pairs, v128.and(pair(here, 0x6b, next, 0x69), i8x16.eq(third, i8x16.splat(0x65)))),
    );
    for (; left != 0; left &= left - 1) found |= around(at + ((ctz<i32>(left) as usize) << 1), from, end);
  }
  return found;
}

/** Sixteen units with the bit set that letters in lower case have. */
function folded(at: usize): v128 {
  return v128.or(i8x16.narrow_i16x8_u(v128.load(at), v128.load(at, 16)), i8x16.splat(0x20));
}

function pair(here: v128, one: i8, next: v128, other: i8): v128 {
  return v128.and(i8x16.eq(here, i8x16.splat(one)), i8x16.eq(next, i8x16.splat(other)));
}

/** Which phrases have their rare letters at `at`: ps, ja, ms, cy, kie. */
function around(at: usize, from: usize, end: usize): u32 {
  const unit = lower(load<u16>(at));
  if (unit == 0x70) return is('lorem ipsum', 7, at, from, end) ? LOREM : 0;
  if (unit == 0x6a) return is('javascript', 0, at, from, end) ? JAVASCRIPT : 0;
  if (unit == 0x6d) return is('terms of use', 3, at, from, end) ? POLICY : 0;
  if (unit == 0x63) return is('privacy policy', 5, at, from, end) ? POLICY : 0;
  if (unit != 0x6b) return 0;
  return is('cookie policy', 3, at, from, end) ||
    is('uses cookies', 8, at, from, end) ||
    is('use of cookies', 10, at, from, end) ||
    is('use cookies', 7, at, from, end)
    ? POLICY
    : 0;
}

/** Whether the phrase stands so that its unit `nth` is at `at`. */
function is(phrase: string, nth: usize, at: usize, from: usize, end: usize): bool {
  const bytes = (phrase.length as usize) << 1;
  const start = at - (nth << 1);
  if (at < from + (nth << 1) || start + bytes > end) return false;
  for (let unit: usize = 0; unit < bytes; unit += 2) {
    if (lower(load<u16>(start + unit)) != load<u16>(changetype<usize>(phrase) + unit)) return false;
  }
  return true;
}

function lower(unit: u32): u32 {
  if (unit - 0x41 < 26) return unit | 0x20;
  return unit == KELVIN ? 0x6b : unit;
}
