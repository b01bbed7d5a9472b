/** Sorted, disjoint ranges of UTF-16 code units, both ends included. */
export type Units = readonly (readonly [number, number])[];

/** A pattern as a tree. */
export type Node =
  | { readonly kind: 'units'; readonly units: Units }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }
  | { readonly kind: 'at'; readonly place: Place };

/** A place in the text, which takes no character. */
export type Place = 'start' | 'end' | 'edge' | 'no edge';

/** The last UTF-16 code unit. */
export const LAST_UNIT = 0xffff;
export const DIGITS: Units = [[0x30, 0x39]];
export const WORD: Units = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
export const SPACE: Units = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
/** What a dot does not match. */
export const LINE_ENDS: Units = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];

/** Sorts and joins ranges. */
export function union(ranges: Units): Units {
  const joined: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else joined.push([low, high]);
  }
  return joined;
}

/** All units that are not in the ranges. */
export function complement(ranges: Units): Units {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [low, high] of union(ranges)) {
    if (low > next) rest.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST_UNIT) rest.push([next, LAST_UNIT]);
  return rest;
}

/** Adds each unit's other case, where it is one unit too. */
export function bothCases(ranges: Units): Units {
  const more: [number, number][] = [];
  for (const [low, high] of ranges) {
    if (high - low > 2000) continue;
    for (let unit = low; unit <= high; unit++) {
      const letter = String.fromCharCode(unit);
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        if (other.length === 1) more.push([other.charCodeAt(0), other.charCodeAt(0)]);
      }
    }
  }
  return union([...ranges, ...more]);
}
