import { TERMINAL } from './character-class';
import { countTokens } from './count-tokens';
import type { RepeatedLines } from './repeated-lines';
import { share } from './share';
import type { Units } from './units';

/** Code points of a line that counts as short. */
const SHORT = 30;

/** FineWeb's features, as `measure` names them. */
export interface FineWebFeatures {
  readonly fineweb_lines: number;
  readonly line_punct_frac: number;
  readonly short_line_frac: number;
  readonly line_char_dup_frac: number;
  readonly newline_ratio: number;
}

/** FineWeb's features of what C4's line rules left. `tokens` spares counting the words again where they are known. */
export function fineWebFeatures(left: Units, repeats: RepeatedLines, tokens = countTokens(left)): FineWebFeatures {
  repeats.read(left);
  const { total, chars } = repeats.inked();
  const { terminal, short } = lineShapes(left, repeats);
  const newlines = repeats.count - 1;
  return {
    fineweb_lines: total,
    line_punct_frac: share(terminal, total),
    short_line_frac: share(short, total),
    line_char_dup_frac: share(chars, left.codePoints(0, left.length) - newlines),
    newline_ratio: share(newlines, tokens),
  };
}

/** How many of the lines that have more than white space end a sentence, and how many are short. */
function lineShapes(units: Units, lines: RepeatedLines): { terminal: number; short: number } {
  let terminal = 0;
  let short = 0;
  for (let line = 0; line < lines.count; line += 1) {
    if (lines.isBlank(line)) continue;
    const start = lines.start(line);
    const end = lines.end(line);
    if ((lastClass(units, end) & TERMINAL) !== 0) terminal += 1;
    if (end - start <= SHORT || (end - start <= 2 * SHORT && units.codePoints(start, end) <= SHORT)) short += 1;
  }
  return { terminal, short };
}

/** Classes of the code point before `end`. */
function lastClass(units: Units, end: number): number {
  return units.classAt(end > 1 && units.isPair(end - 2) ? end - 2 : end - 1);
}
