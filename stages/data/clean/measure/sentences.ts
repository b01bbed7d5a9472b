import { SPACE } from './character-class';
import { UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use.
const classes = UNIT_CLASSES;
const space = SPACE;

const MARKS = new Set(['.', '!', '?'].map((char) => char.charCodeAt(0)));
const CLOSERS = new Set(['"', "'", ')', ']'].map((char) => char.charCodeAt(0)));

const MARK = 1;
const CLOSER = 2;
const KINDS = Uint8Array.from({ length: 128 }, (_, unit) => (MARKS.has(unit) ? MARK : CLOSERS.has(unit) ? CLOSER : 0));

/**
 * Sentences of a line, by the pinned splitter: one ends after `.`, `!` or `?` and any closing `"`, `'`, `)` or `]`, where white space or the end
 * of the line follows. A line without such an end is one sentence.
 */
export function countSentences(units: Units, start: number, end: number): number {
  const { data } = units;
  let sentences = 0;
  for (let at = start; at < end; at += 1) {
    if (kindOf(data[at] as number) !== MARK) continue;
    let after = at + 1;
    while (after < end && kindOf(data[after] as number) === CLOSER) after += 1;
    if (after === end || ((classes[data[after] as number] as number) & space) !== 0) {
      sentences += 1;
      at = after - 1;
    }
  }
  return Math.max(1, sentences);
}

function kindOf(unit: number): number {
  return unit < 128 ? (KINDS[unit] as number) : 0;
}
