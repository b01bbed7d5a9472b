// Where things are in memory. What depends on the text's length begins at `TABLES` and has room for `room` code units; `settle` places it.

import { TABLES } from './layout';

/** Classes of all code points, a byte each, as `character-class.ts` makes them. Half a surrogate pair has none. */
export const CLASSES: usize = 0;
export const LETTER: u32 = 1;
export const WORD: u32 = 2;
export const SPACE: u32 = 4;
export const LINE_END: u32 = 8;
export const SYMBOL: u32 = 16;
export const TERMINAL: u32 = 32;

/** Which bytes of the units behind an address are a token's, by its size. */
export const MASKS: usize = 0x110180;
/** Newlines behind a text: they end its last line, and let the text be read sixteen units at a time and its maps 64 bits at a time. */
export const PADDING: i32 = 80;

/** The text's code units, then what C4's rules leave of it. */
export let UNITS: usize = 0;
export let LEFT: usize = 0;
/** One bit a code unit: in a word; letter; begins a token; begins a run of ink; ends a line; ends a sentence; is a brace or a bracket. */
export let IN_WORD: usize = 0;
export let LETTERS: usize = 0;
export let TOKEN_STARTS: usize = 0;
export let RUN_STARTS: usize = 0;
export let LINE_ENDS: usize = 0;
export let SENTENCE_ENDS: usize = 0;
export let BRACES: usize = 0;
/** 32-bit numbers by token: which type it is, and the code points of all tokens before it (one more of these). */
export let IDS: usize = 0;
export let BEFORE: usize = 0;
/** 64 bytes a code unit that each part uses anew. */
export let SCRATCH: usize = 0;
let room: usize = 0;

/** Lays the tables out for so many code units, a multiple of 64, of which a text leaves 128 free. */
export function settle(units: i32): void {
  room = units;
  const map = room >> 3;
  UNITS = TABLES;
  LEFT = UNITS + 2 * room;
  IN_WORD = LEFT + 2 * room;
  LETTERS = IN_WORD + map;
  TOKEN_STARTS = LETTERS + map;
  RUN_STARTS = TOKEN_STARTS + map;
  LINE_ENDS = RUN_STARTS + map;
  SENTENCE_ENDS = LINE_ENDS + map;
  BRACES = SENTENCE_ENDS + map;
  IDS = BRACES + 2 * map;
  BEFORE = IDS + 4 * room;
  SCRATCH = BEFORE + 4 * room;
}

/** Where in the scratch a table begins, if those before it take so many bytes a code unit. */
export function scratchAt(bytesAUnit: usize): usize {
  return SCRATCH + bytesAUnit * room;
}

/** The table size for so many entries: a power of two, at least twice as many. */
export function slotsFor(entries: i32): i32 {
  return 1 << (32 - clz<i32>((entries << 1) | 31));
}
