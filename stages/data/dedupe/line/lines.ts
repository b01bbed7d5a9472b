import { mixed } from '../near/words';
import { FOLDED, SEPARATOR } from '../near/folding';

const { imul } = Math;

/** A line of a text that is long enough to be compared. */
export interface HashedLine {
  /** Half-open range of code units, without the line's end. */
  readonly start: number;
  readonly end: number;
  /** Signed 64-bit hash of its folded words: lines that differ in case, spaces or punctuation only have the same. */
  readonly hash: bigint;
}

/** Letters and digits that a line must have to be compared: a shorter one ("Thanks,") repeats by nature. */
export const LEAST_CHARACTERS = 20;

/** The lines of a text that are compared, in order. */
export function hashedLines(text: string, least = LEAST_CHARACTERS): HashedLine[] {
  const lines: HashedLine[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const hash = lineHash(text, start, end, least);
    if (hash !== undefined) lines.push({ start, end, hash });
    start = end + 1;
  }
  return lines;
}

function lineHash(text: string, start: number, end: number, least: number): bigint | undefined {
  let high = 0x811c9dc5 | 0;
  let low = 0x2f0b4c47;
  const table = FOLDED;
  const separator = SEPARATOR;
  let characters = 0;
  let gap = false;
  for (let at = start; at < end; at++) {
    const unit = table[text.charCodeAt(at)] as number;
    if (unit === separator) {
      gap = characters > 0;
      continue;
    }
    // Words are kept apart by a space, wherever they were.
    const folded = unit + (gap ? 0x20_0000 : 0);
    gap = false;
    characters++;
    high = imul(high ^ folded, 0x01000193);
    low = imul(low + folded, 0x9e3779b1) ^ (low >>> 15);
  }
  return characters < least ? undefined : (BigInt(mixed(high)) << 32n) | BigInt(mixed(low) >>> 0);
}
