/** What a text may have that a repair looks for: bits, found in one look at its code units. */
export const NEWLINE = 1;
export const CONTROL = 2;
/** Zero-width and bidi characters, fillers, variation selectors, tags (as half of their surrogate pair). */
export const HIDDEN = 4;
/** C1 control characters and letters that begin mojibake. */
export const MOJIBAKE = 8;
/** Greek and Cyrillic letters; mathematical letters as half of their pair. */
export const OTHER_LETTERS = 16;
/** From U+0300 on: what normalisation may change. */
export const COMPOSABLE = 32;
export const SURROGATE = 64;

const HIDDEN_UNITS: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
];

const TABLE = table();

/** The bits of all units together; 0 for plain ASCII with tabs and newlines. */
export function suspectsOf(text: string): number {
  const kinds = TABLE;
  let found = 0;
  for (let at = 0; at < text.length; at += 1) found |= kinds[text.charCodeAt(at)] as number;
  return found;
}

function table(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  const mark = (from: number, to: number, bit: number): void => {
    for (let unit = from; unit <= to; unit += 1) kinds[unit] = (kinds[unit] ?? 0) | bit;
  };
  mark(0x00, 0x08, CONTROL);
  mark(0x0b, 0x0d, NEWLINE);
  mark(0x0e, 0x1f, CONTROL);
  mark(0x7f, 0x7f, CONTROL);
  mark(0x80, 0x9f, MOJIBAKE);
  mark(0xc2, 0xf4, MOJIBAKE);
  mark(0x300, 0xffff, COMPOSABLE);
  mark(0x370, 0x52f, OTHER_LETTERS);
  mark(0x2028, 0x2029, NEWLINE);
  for (const [from, to] of HIDDEN_UNITS) mark(from, to, HIDDEN);
  mark(0xd800, 0xdfff, SURROGATE);
  mark(0xd835, 0xd835, OTHER_LETTERS);
  mark(0xdb40, 0xdb40, HIDDEN);
  return kinds;
}
