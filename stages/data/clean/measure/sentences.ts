import { SPACE } from './character-class';
import { UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use.
const classes = UNIT_CLASSES;
const space = SPACE;

const MARKS = new Set(['.', '!', '?'].map((char) => char.charCodeAt(0)));
const CLOSERS = new Set(['"', "'", ')', ']'].map((char) => char.charCodeAt(0)));

const MARK = 1;
const CLOSER = 2;
const kinds = Uint8Array.from({ length: 128 }, (_, unit) => (MARKS.has(unit) ? MARK : CLOSERS.has(unit) ? CLOSER : 0));

/** Whether a sentence ends at the unit at `at`: a mark, then any closers, then white space or the end of the text. */
function endsSentence(data: Uint16Array, at: number, length: number): boolean {
  if (kindOf(data[at] as number) !== MARK) return false;
  let after = at + 1;
  while (after < length && kindOf(data[after] as number) === CLOSER) after += 1;
  return after >= length || ((classes[data[after] as number] as number) & space) !== 0;
}

/**
 * Ends of sentences in a line, by the pinned splitter: one ends after `.`, `!` or `?` and any closing `"`, `'`, `)` or `]`, where white space or
 * the end of the line follows.
 */
export function countSentences({ data }: Units, start: number, end: number): number {
  let sentences = 0;
  for (let at = start; at < end; at += 1) if (endsSentence(data, at, end)) sentences += 1;
  return sentences;
}

function kindOf(unit: number): number {
  return unit < 128 ? (kinds[unit] as number) : 0;
}
