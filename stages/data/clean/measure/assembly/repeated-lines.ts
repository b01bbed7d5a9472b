// Equal lines and equal paragraphs, for Gopher in the text and for FineWeb in what C4 left. Only a newline counts here. A slice's entry is where it
// begins and ends, by address, and its hash: 4 each.
import { TERMINAL, scratchAt, slotsFor } from './memory';
import { classAt, hashOf, isPair, isSpace, pairsIn, same } from './units';

const ENTRY: usize = 12;
const FIRST_PRIME: u32 = 0x01000193;
/** Code points of a line that counts as short. */
const SHORT: i32 = 30;

/** Lines of what was read last, empty ones among them; one more than there are newlines. */
export let count: i32 = 0;
/** What the last question found: lines or paragraphs, those that repeat an earlier one, and the code points of those. */
export let total: i32 = 0;
export let repeated: i32 = 0;
export let points: i32 = 0;
/** Lines with more than white space that end a sentence, and short ones. */
export let terminal: i32 = 0;
export let short: i32 = 0;

/** The lines, the slices that a question has asked about so far, and the slots that find them. */
let lines: usize = 0;
let slices: usize = 0;
let slots: usize = 0;
let mask: u32 = 0;
let hasPairs: bool = false;

/** Reads the lines of `length` units, behind which newlines stand. */
export function read(base: usize, length: i32, pairs: bool): void {
  hasPairs = pairs;
  lines = scratchAt(0);
  slices = scratchAt(ENTRY);
  slots = scratchAt(2 * ENTRY);
  const newline = i16x8.splat(0x0a);
  const end = base + ((length as usize) << 1);
  let start = base;
  let to = lines;
  for (let at = base; start <= end; at += 32) {
    let found = i8x16.bitmask(
      i8x16.narrow_i16x8_s(i16x8.eq(v128.load(at), newline), i16x8.eq(v128.load(at, 16), newline)),
    );
    for (; found != 0 && start <= end; found &= found - 1) {
      const stop = at + ((ctz<i32>(found) as usize) << 1);
      store<u32>(to, start as u32);
      store<u32>(to, stop as u32, 4);
      store<u32>(to, hashOf(start, stop), 8);
      to += ENTRY;
      start = stop + 2;
    }
  }
  count = ((to - lines) / ENTRY) as i32;
}

/** Lines between runs of newlines: a newline at an end of the text makes an empty line there, as a split does. */
export function repeatLines(): void {
  reset();
  const last = lines + ((count - 1) as usize) * ENTRY;
  for (let line = lines; line <= last; line += ENTRY) {
    const start = startOf(line);
    const end = endOf(line);
    if (start < end || line == lines || line == last) add(start, end, load<u32>(line, 8));
  }
}

/** Paragraphs between runs of two newlines or more, in the text without the white space at its ends. */
export function repeatParagraphs(): void {
  reset();
  let first = lines;
  let last = lines + ((count - 1) as usize) * ENTRY;
  while (first < last && isBlank(first)) first += ENTRY;
  while (last > first && isBlank(last)) last -= ENTRY;
  let start: usize = 0;
  let end: usize = 0;
  let hash: u32 = 0;
  for (let line = first; line <= last; line += ENTRY) {
    let from = startOf(line);
    let to = endOf(line);
    let own = load<u32>(line, 8);
    if (line == first) from = withoutLeading(from, to);
    if (line == last) while (to > from && isSpace(to - 2)) to -= 2;
    // An empty line ends a paragraph; all that is left of a text of white space is one empty line.
    if (from == to && first < last) {
      if (start != 0) add(start, end, hash);
      start = 0;
      continue;
    }
    if (from != startOf(line) || to != endOf(line)) own = hashOf(from, to);
    hash = start == 0 ? own : (hash ^ own) * FIRST_PRIME;
    if (start == 0) start = from;
    end = to;
  }
  if (start != 0) add(start, end, hash);
}

/** Lines that have more than white space, as FineWeb takes them, and their shapes. */
export function repeatInked(): void {
  reset();
  terminal = 0;
  short = 0;
  const after = lines + (count as usize) * ENTRY;
  for (let line = lines; line < after; line += ENTRY) {
    if (isBlank(line)) continue;
    const start = startOf(line);
    const end = endOf(line);
    add(start, end, load<u32>(line, 8));
    const last = end - start > 2 && isPair(end - 4) ? end - 4 : end - 2;
    terminal += i32((classAt(last) & TERMINAL) != 0);
    short += i32(pointsOf(start, end) <= SHORT);
  }
}

function reset(): void {
  total = 0;
  repeated = 0;
  points = 0;
  const size = slotsFor(count);
  mask = (size as u32) - 1;
  memory.fill(slots, 0, (size as usize) << 2);
}

function add(start: usize, end: usize, hash: u32): void {
  total += 1;
  for (let slot = hash; ; slot += 1) {
    const home = slots + (((slot & mask) as usize) << 2);
    const held = load<i32>(home);
    if (held == 0) {
      const kinds = total - repeated;
      const slice = slices + ((kinds - 1) as usize) * ENTRY;
      store<u32>(slice, start as u32);
      store<u32>(slice, end as u32, 4);
      store<u32>(slice, hash, 8);
      store<i32>(home, kinds);
      return;
    }
    const slice = slices + ((held - 1) as usize) * ENTRY;
    const other = startOf(slice);
    if (load<u32>(slice, 8) != hash || endOf(slice) - other != end - start) continue;
    if (!same(start, other, (end - start) as i32)) continue;
    repeated += 1;
    points += pointsOf(start, end);
    return;
  }
}

function startOf(entry: usize): usize {
  return load<u32>(entry);
}

function endOf(entry: usize): usize {
  return load<u32>(entry, 4);
}

function pointsOf(start: usize, end: usize): i32 {
  return (((end - start) >> 1) as i32) - (hasPairs ? pairsIn(start, end) : 0);
}

function isBlank(line: usize): bool {
  return withoutLeading(startOf(line), endOf(line)) == endOf(line);
}

function withoutLeading(start: usize, end: usize): usize {
  while (start < end && isSpace(start)) start += 2;
  return start;
}
