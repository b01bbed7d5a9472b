import { LETTER_RANGES, NUMBER_RANGES, SENTENCE_TERMINALS } from './unicode-ranges';

/** A letter: Python's `isalpha`. */
export const LETTER = 1;
/** Part of a word: Python's `\w`, so a letter, a number or `_`. Combining marks are not. */
export const WORD = 2;
/** White space: Python's `\s`. Other than JavaScript's, it has U+001C to U+001F and U+0085, and not U+FEFF. */
export const SPACE = 4;
/** Ends a line: where Python's `splitlines` splits. */
export const LINE_END = 8;
/** Makes no word on its own: a token of these alone is a symbol (datatrove's `PUNCTUATION_SET`). */
export const SYMBOL = 16;
/** Ends a sentence, in any script. */
export const TERMINAL = 32;

// datatrove's list of punctuation beside the control characters and the terminals of all scripts.
const PUNCTUATION = '!/—”:％１〈&(、━\\【#%「」，】；+^]~“《„\';’{|∶´[=-`*．（–？！：$～«〉,><》)?）。…@_."}►»';
const SPACES: readonly (readonly [number, number])[] = [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const LINE_ENDS: readonly (readonly [number, number])[] = [
  [0x0a, 0x0d],
  [0x1c, 0x1e],
  [0x85, 0x85],
  [0x2028, 0x2029],
];
// A tab, a line feed and a carriage return are no symbols there, and are white space in any case.
const CONTROLS: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0d, 0x1f],
  [0x7f, 0x9f],
];
const CODE_POINTS = 0x110000;

/** Classes of every code point, as bits. Entries under 65,536 serve code units too: a lone surrogate has no class. */
export const CLASSES: Uint8Array = table();

/** The code points of a class, for those who need it as a set of characters. */
export function charactersOf(bit: number): ReadonlySet<string> {
  const members = new Set<string>();
  CLASSES.forEach((bits, codePoint) => {
    if ((bits & bit) !== 0) members.add(String.fromCodePoint(codePoint));
  });
  return members;
}

function table(): Uint8Array {
  const classes = new Uint8Array(CODE_POINTS);
  const mark = (from: number, to: number, bits: number): void => {
    for (let codePoint = from; codePoint <= to; codePoint += 1) classes[codePoint] = (classes[codePoint] ?? 0) | bits;
  };
  for (const [from, to] of gaps(LETTER_RANGES)) mark(from, to, LETTER | WORD);
  for (const [from, to] of gaps(NUMBER_RANGES)) mark(from, to, WORD);
  mark(0x5f, 0x5f, WORD);
  for (const [from, to] of SPACES) mark(from, to, SPACE);
  for (const [from, to] of LINE_ENDS) mark(from, to, LINE_END);
  for (const [from, to] of CONTROLS) mark(from, to, SYMBOL);
  for (const char of PUNCTUATION) mark(char.charCodeAt(0), char.charCodeAt(0), SYMBOL);
  for (const range of SENTENCE_TERMINALS.split(' ')) {
    const [from = 0, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    mark(from, to, SYMBOL | TERMINAL);
  }
  return classes;
}

function* gaps(ranges: string): Generator<readonly [number, number]> {
  let end = 0;
  for (const range of ranges.split(' ')) {
    const [gap = 0, length = 1] = range.split(',').map((digits) => Number.parseInt(digits, 36));
    yield [end + gap, end + gap + length - 1];
    end += gap + length;
  }
}
