// Repeated word sequences. Two n-grams are equal where both of their (n-1)-grams are: so each length numbers pairs of the numbers of the one before,
// and looks only at places where both are there again.
import { BEFORE, IDS, scratchAt, slotsFor } from './memory';
import { tokens } from './tokens';
import { spread } from './units';

export const SHORTEST: i32 = 2;
/** To this length the most frequent n-gram is asked for, from the next one on all that are repeated. */
export const TOP: i32 = 4;
export const LONGEST: i32 = 10;

/**
 * An n-gram's entry: times that it is there 4; where it is first, or -1 once it was seen again 4; and of the (n+1)-gram that was first seen to begin with
 * it, the number of the n-gram that follows 4 and its own 4. Most n-grams go on in one way only, so that few others have to be looked for in the table.
 */
const ENTRY: usize = 16;
const NONE: i32 = -1;

let names: usize = 0;
let places: usize = 0;
/** Entries of the n-grams, and of the (n-1)-grams. */
let entries: usize = 0;
let shorter: usize = 0;
/** By number: the pair that an n-gram in the table is. */
let pairs: usize = 0;
let slots: usize = 0;
let mask: u32 = 0;
/** Different n-grams among those looked at, and where they are. */
let kinds: i32 = 0;
let left: i32 = 0;
/** Code points of words in n-grams that were there before, from left to right without overlap, for n over `TOP`. */
export let repeatedPoints: i32 = 0;

/** The pairs of the text that may be there again. Ask for the others in order. */
export function begin(): void {
  names = scratchAt(0);
  places = scratchAt(4);
  entries = scratchAt(8);
  shorter = scratchAt(24);
  pairs = scratchAt(40);
  slots = scratchAt(48);
  left = 0;
  if (tokens >= SHORTEST) sift();
}

/**
 * Most pairs are there once. Each falls on a mark by its hash, and what falls alone is not looked at again: no branch depends on the text here, which
 * is what makes it quick.
 */
function sift(): void {
  const hashes = entries;
  const marks = slots;
  const size = (<usize>slotsFor(tokens)) << 1;
  const mask = <u32>size - 1;
  memory.fill(marks, 0, size);
  const last = (<usize>(tokens - 1)) << 2;
  for (let at: usize = 0; at < last; at += 4) {
    const product = load<u64>(IDS + at) * 0x9e3779b97f4a7c15;
    const mark = (<u32>(product >> 40)) & mask;
    store<u32>(hashes + at, mark);
    const fell = <u32>load<u8>(marks + <usize>mark);
    store<u8>(marks + <usize>mark, fell + u32(fell != 255));
  }
  let to = places;
  for (let at: usize = 0; at < last; at += 4) {
    store<i32>(to, <i32>(at >> 2));
    to += usize(load<u8>(marks + <usize>load<u32>(hashes + at)) > 1) << 2;
  }
  left = <i32>((to - places) >> 2);
}

/** From the places of (n-1)-grams to those of n-grams that may be there again. Pairs of words come first. */
export function lengthen(n: i32): void {
  const swapped = entries;
  entries = shorter;
  shorter = swapped;
  const size = slotsFor(left);
  mask = <u32>size - 1;
  memory.fill(slots, 0, (<usize>size) << 2);
  kinds = 0;
  repeatedPoints = 0;
  if (n == SHORTEST) nameFirst();
  else nameNext(n);
}

/** Numbers the pairs at all places that are left. */
function nameFirst(): void {
  const end = places + ((<usize>left) << 2);
  for (let at = places; at < end; at += 4) {
    const place = (<usize>load<i32>(at)) << 2;
    store<i32>(names + place, numbered(load<u64>(IDS + place), <i32>(place >> 2)));
  }
}

/** Numbers the n-grams at places where two (n-1)-grams follow each other that are there again both. */
function nameNext(n: i32): void {
  const end = places + ((<usize>left) << 2);
  const own = entries;
  const parents = shorter;
  const long = n > TOP;
  let kept = places;
  let next = 0;
  // Behind the last place, one that follows none.
  store<i32>(end, NONE);
  for (let at = places; at < end; at += 4) {
    const place = load<i32>(at);
    if (load<i32>(at, 4) != place + 1) continue;
    const home = names + ((<usize>place) << 2);
    // The next place's number is read before its own is written: places come in order.
    const pair = load<u64>(home);
    const parent = parents + <usize>(<u32>pair) * ENTRY;
    const follower = <i32>(pair >> 32);
    if (load<i32>(parent) < 2 || load<i32>(parents + <usize>follower * ENTRY) < 2) continue;
    let id: i32;
    if (load<i32>(parent, 8) == follower) {
      id = load<i32>(parent, 12);
      const entry = own + <usize>id * ENTRY;
      store<i32>(entry, load<i32>(entry) + 1);
    } else if (load<i32>(parent, 8) == NONE) {
      store<i32>(parent, follower, 8);
      store<i32>(parent, kinds, 12);
      id = enter(place);
    } else id = numbered(pair, place);
    store<i32>(home, id);
    store<i32>(kept, place);
    kept += 4;
    if (long && place >= next) {
      const entry = own + <usize>id * ENTRY;
      if (load<i32>(entry, 4) == NONE) {
        repeatedPoints += pointsOf(place, n);
        next = place + n;
      } else store<i32>(entry, NONE, 4);
    }
  }
  left = <i32>((kept - places) >> 2);
}

/** The number of the n-gram that is this pair, counted once more. */
function numbered(pair: u64, place: i32): i32 {
  let slot = spread(pair * 0x9e3779b97f4a7c15) & mask;
  let id = load<i32>(slots + ((<usize>slot) << 2)) - 1;
  while (id >= 0 && load<u64>(pairs + ((<usize>id) << 3)) != pair) {
    slot = (slot + 1) & mask;
    id = load<i32>(slots + ((<usize>slot) << 2)) - 1;
  }
  if (id < 0) {
    store<i32>(slots + ((<usize>slot) << 2), kinds + 1);
    store<u64>(pairs + ((<usize>kinds) << 3), pair);
    return enter(place);
  }
  const entry = entries + <usize>id * ENTRY;
  store<i32>(entry, load<i32>(entry) + 1);
  return id;
}

/** A new n-gram. */
function enter(place: i32): i32 {
  const entry = entries + <usize>kinds * ENTRY;
  store<i32>(entry, 1);
  store<i32>(entry, place, 4);
  store<i32>(entry, NONE, 8);
  return kinds++;
}

/** Code points of the most frequent n-gram, its words joined by spaces, times its occurrences: of several, the first; 0 where the text is shorter. */
export function topPoints(n: i32): f64 {
  if (n > tokens) return 0;
  let most = 1;
  let first = 0;
  const end = entries + <usize>kinds * ENTRY;
  for (let entry = entries; entry < end; entry += ENTRY) {
    const times = load<i32>(entry);
    if (times > most) {
      most = times;
      first = load<i32>(entry, 4);
    }
  }
  return <f64>(pointsOf(first, n) + n - 1) * <f64>most;
}

function pointsOf(place: i32, n: i32): i32 {
  const at = BEFORE + ((<usize>place) << 2);
  return load<i32>(at + ((<usize>n) << 2)) - load<i32>(at);
}
