import { LINE_END, SPACE } from './character-class';
import { UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use.
const classes = UNIT_CLASSES;
const space = SPACE;
const lineEnd = LINE_END;

const CARRIAGE_RETURN = 0x0d;
const NEWLINE = 0x0a;
const BRACE = 0x7b;
const BRACKET = 0x5b;

/** A line of a text, without the white space at its ends. Reused from line to line. */
export interface Line {
  start: number;
  end: number;
  /** Runs of characters between white space. */
  words: number;
  /** Code points of the longest of them. */
  longest: number;
  /** Has `{`. */
  brace: boolean;
  /** Has `[`. */
  bracket: boolean;
}

/** Visits the lines of a text, as Python's `splitlines` finds them: also at form feeds and the separators of Unicode. */
export function eachLine(units: Units, visit: (line: Line) => void): void {
  const { length } = units;
  const line: Line = { start: 0, end: 0, words: 0, longest: 0, brace: false, bracket: false };
  let at = 0;
  while (at < length) {
    at = scan(units, at, line);
    visit(line);
    at += at + 1 < length && units.data[at] === CARRIAGE_RETURN && units.data[at + 1] === NEWLINE ? 2 : 1;
  }
}

/** Reads one line from `from`; gives the place of the character that ends it. */
function scan(units: Units, from: number, line: Line): number {
  const { data, length } = units;
  let start = -1;
  let end = from;
  let words = 0;
  let longest = 0;
  let word = -1;
  let brace = false;
  let bracket = false;
  let at = from;
  for (; at < length; at += 1) {
    const unit = data[at] as number;
    const bits = classes[unit] as number;
    if ((bits & space) === 0) {
      if (word < 0) {
        word = at;
        words += 1;
        if (start < 0) start = at;
      }
      if (unit === BRACE) brace = true;
      else if (unit === BRACKET) bracket = true;
      continue;
    }
    if (word >= 0) {
      end = at;
      if (at - word > longest) longest = Math.max(longest, units.codePoints(word, at));
      word = -1;
    }
    if ((bits & lineEnd) !== 0) break;
  }
  if (word >= 0) {
    end = at;
    longest = Math.max(longest, units.codePoints(word, at));
  }
  line.start = start < 0 ? from : start;
  line.end = start < 0 ? from : end;
  line.words = words;
  line.longest = longest;
  line.brace = brace;
  line.bracket = bracket;
  return at;
}
