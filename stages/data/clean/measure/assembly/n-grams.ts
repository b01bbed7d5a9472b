// Repeated word sequences. Two n-grams are equal where both of their (n-1)-grams are: so each length to 4 numbers pairs of the numbers of the one before,
// and looks only at places where both are there again. Longer ones are runs of 4-grams.
import { BEFORE, IDS, scratchAt, slotsFor } from './memory';
import { tokens } from './tokens';
import { spread } from './units';

export const SHORTEST: i32 = 2;
/** To this length the most frequent n-gram is asked for, from the next one on all that are repeated. */
export const TOP: i32 = 4;
export const LONGEST: i32 = 10;

/**
 * An n-gram's entry: times that it is there 4; where it is first 4; and of the (n+1)-gram that was first seen to begin with
 * it, the number of the n-gram that follows 4 and its own 4. Most n-grams go on in one way only, so that few others have to be looked for in the table.
 */
const ENTRY: usize = 16;
const NONE: i32 = -1;

/** By place, the number of the n-gram there; and the places that are looked at, in order. */
export let names: usize = 0;
export let places: usize = 0;
/** Entries of the n-grams, and of the (n-1)-grams. */
let entries: usize = 0;
let shorter: usize = 0;
/** By number: the pair that an n-gram in the table is. */
let pairs: usize = 0;
export let slots: usize = 0;
let mask: u32 = 0;
/** Different n-grams among those looked at, and places. */
let kinds: i32 = 0;
export let left: i32 = 0;

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
  const size = (slotsFor(tokens) as usize) << 1;
  const mask = (size as u32) - 1;
  memory.fill(marks, 0, size);
  const last = ((tokens - 1) as usize) << 2;
  for (let at: usize = 0; at < last; at += 4) {
    const product = load<u64>(IDS + at) * 0x9e3779b97f4a7c15;
    const mark = ((product >> 40) as u32) & mask;
    store<u32>(hashes + at, mark);
    const fell = load<u8>(marks + (mark as usize)) as u32;
    store<u8>(marks + (mark as usize), fell + u32(fell != 255));
  }
  let to = places;
  for (let at: usize = 0; at < last; at += 4) {
    store<i32>(to, (at >> 2) as i32);
    to += usize(load<u8>(marks + (load<u32>(hashes + at) as usize)) > 1) << 2;
  }
  left = ((to - places) >> 2) as i32;
}

/** From the places of (n-1)-grams to those of n-grams that may be there again. Pairs of words come first. */
export function lengthen(n: i32): void {
  const swapped = entries;
  entries = shorter;
  shorter = swapped;
  const size = slotsFor(left);
  mask = (size as u32) - 1;
  memory.fill(slots, 0, (size as usize) << 2);
  kinds = 0;
  if (n == SHORTEST) nameFirst();
  else nameNext();
}

/** Numbers the pairs at all places that are left. */
function nameFirst(): void {
  const end = places + ((left as usize) << 2);
  for (let at = places; at < end; at += 4) {
    const place = (load<i32>(at) as usize) << 2;
    store<i32>(names + place, numbered(load<u64>(IDS + place), (place >> 2) as i32));
  }
}

/** Numbers the n-grams at places where two (n-1)-grams follow each other that are there again both. */
function nameNext(): void {
  const end = places + ((left as usize) << 2);
  const own = entries;
  const parents = shorter;
  let kept = places;
  // Behind the last place, one that follows none.
  store<i32>(end, NONE);
  for (let at = places; at < end; at += 4) {
    const place = load<i32>(at);
    if (load<i32>(at, 4) != place + 1) continue;
    const home = names + ((place as usize) << 2);
    // The next place's number is read before its own is written: places come in order.
    const pair = load<u64>(home);
    const parent = parents + (pair as u32 as usize) * ENTRY;
    const follower = (pair >> 32) as i32;
    if (load<i32>(parent) < 2 || load<i32>(parents + (follower as usize) * ENTRY) < 2) continue;
    let id: i32;
    if (load<i32>(parent, 8) == follower) {
      id = load<i32>(parent, 12);
      const entry = own + (id as usize) * ENTRY;
      store<i32>(entry, load<i32>(entry) + 1);
    } else if (load<i32>(parent, 8) == NONE) {
      store<i32>(parent, follower, 8);
      store<i32>(parent, kinds, 12);
      id = enter(place);
    } else id = numbered(pair, place);
    store<i32>(home, id);
    store<i32>(kept, place);
    kept += 4;
  }
  left = ((kept - places) >> 2) as i32;
}

/** The number of the n-gram that is this pair, counted once more. */
function numbered(pair: u64, place: i32): i32 {
  let slot = spread(pair * 0x9e3779b97f4a7c15) & mask;
  let id = load<i32>(slots + ((slot as usize) << 2)) - 1;
  while (id >= 0 && load<u64>(pairs + ((id as usize) << 3)) != pair) {
    slot = (slot + 1) & mask;
    id = load<i32>(slots + ((slot as usize) << 2)) - 1;
  }
  if (id < 0) {
    store<i32>(slots + ((slot as usize) << 2), kinds + 1);
    store<u64>(pairs + ((kinds as usize) << 3), pair);
    return enter(place);
  }
  const entry = entries + (id as usize) * ENTRY;
  store<i32>(entry, load<i32>(entry) + 1);
  return id;
}

/** A new n-gram. */
function enter(place: i32): i32 {
  const entry = entries + (kinds as usize) * ENTRY;
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
  const end = entries + (kinds as usize) * ENTRY;
  for (let entry = entries; entry < end; entry += ENTRY) {
    const times = load<i32>(entry);
    if (times > most) {
      most = times;
      first = load<i32>(entry, 4);
    }
  }
  return ((pointsOf(first, n) + n - 1) as f64) * (most as f64);
}

/** Leaves of the 4-grams' places those that are there again, which alone are in longer n-grams that are. */
export function keepRepeated(): void {
  let to = places;
  for (let at = places, end = places + ((left as usize) << 2); at < end; at += 4) {
    const place = load<i32>(at);
    store<i32>(to, place);
    to += usize(load<i32>(entries + (load<i32>(names + ((place as usize) << 2)) as usize) * ENTRY) > 1) << 2;
  }
  left = ((to - places) >> 2) as i32;
  for (let behind = 0; behind < LONGEST; behind += 1) store<i32>(to + ((behind as usize) << 2), NONE);
}

/** Code points of the n words from a place on. */
export function pointsOf(place: i32, n: i32): i32 {
  const at = BEFORE + ((place as usize) << 2);
  return load<i32>(at + ((n as usize) << 2)) - load<i32>(at);
}
