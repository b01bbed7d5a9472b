// Where things are in memory, as `settle` is told. What is found of the text tells places as bytes from its first unit: two a unit.

/** The text's units, with 8 more on both sides; the same as they are read. */
export let UNITS: usize = 0;
export let READ: usize = 0;
/** A bit a unit: in a word; behind so many bytes, passed; behind as many again, a word alone. No text has both of these. */
export let MARKS: usize = 0;
export let MARK_BYTES: usize = 0;
/** Where words start, and where they end: 4 bytes each. */
export let STARTS: usize = 0;
export let ENDS: usize = 0;
/** What a word that ended at a unit would be hashed to: 4 bytes each. */
export let SUMS: usize = 0;
/** Picked words: `PICK` numbers of 4 bytes each. */
export let PICKS: usize = 0;
/** Where signs are: 4 bytes each. */
export let SIGNS: usize = 0;

export function settle(
  units: usize,
  read: usize,
  marks: usize,
  markBytes: usize,
  starts: usize,
  ends: usize,
  sums: usize,
  picks: usize,
  signs: usize,
): void {
  UNITS = units;
  READ = read;
  MARKS = marks;
  MARK_BYTES = markBytes;
  STARTS = starts;
  ENDS = ends;
  SUMS = sums;
  PICKS = picks;
  SIGNS = signs;
}
