import type { Features } from '../../rules/rule';
import { SPACE, TERMINAL } from './character-class';
import type { RepeatedLines } from './repeated-lines';
import { share } from './share';
import { countTokens } from './tokens';
import { UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use.
const classes = UNIT_CLASSES;
const space = SPACE;

const NEWLINE = 0x0a;
/** Code points of a line that counts as short. */
const SHORT = 30;

/** FineWeb's features of what C4's line rules left. `tokens` spares counting the words again where they are known. */
export function fineWebFeatures(left: Units, repeats: RepeatedLines, tokens = countTokens(left)): Features {
  const shapes = lineShapes(left);
  const { chars } = repeats.inked(left);
  return {
    fineweb_lines: shapes.lines,
    line_punct_frac: share(shapes.terminal, shapes.lines),
    short_line_frac: share(shapes.short, shapes.lines),
    line_char_dup_frac: share(chars, left.codePoints(0, left.length) - shapes.newlines),
    newline_ratio: share(shapes.newlines, tokens),
  };
}

interface LineShapes {
  /** Lines with more than white space. */
  lines: number;
  terminal: number;
  short: number;
  newlines: number;
}

function lineShapes(units: Units): LineShapes {
  const { data, length } = units;
  const shapes: LineShapes = { lines: 0, terminal: 0, short: 0, newlines: 0 };
  let start = 0;
  let inked = false;
  for (let at = 0; at <= length; at += 1) {
    const unit = at === length ? NEWLINE : (data[at] as number);
    if (unit !== NEWLINE) {
      inked ||= ((classes[unit] as number) & space) === 0;
      continue;
    }
    if (inked) {
      shapes.lines += 1;
      if ((lastClass(units, at) & TERMINAL) !== 0) shapes.terminal += 1;
      if (at - start <= SHORT || (at - start <= 2 * SHORT && units.codePoints(start, at) <= SHORT)) shapes.short += 1;
    }
    if (at < length) shapes.newlines += 1;
    start = at + 1;
    inked = false;
  }
  return shapes;
}

/** Classes of the code point before `end`. */
function lastClass(units: Units, end: number): number {
  return units.classAt(end > 1 && units.isPair(end - 2) ? end - 2 : end - 1);
}
