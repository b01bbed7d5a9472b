import { SPACE, WORD } from './character-class';
import { HIGH_SURROGATE, UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use.
const classes = UNIT_CLASSES;
const space = SPACE;
const word = WORD;
const high = HIGH_SURROGATE;

const APOSTROPHE = 0x27;

/** How many words and symbols a text has, without numbering them. */
export function countTokens(units: Units): number {
  const { data, length } = units;
  let count = 0;
  let at = 0;
  while (at < length) {
    const bits = classes[data[at] as number] as number;
    if ((bits & space) !== 0) {
      at += 1;
      continue;
    }
    count += 1;
    at = (bits & (word | high)) === 0 ? at + 1 : endOfToken(units, at);
  }
  return count;
}

function endOfToken(units: Units, start: number): number {
  const { data } = units;
  let at = start;
  let joined = false;
  for (;;) {
    while (((classes[data[at] as number] as number) & word) !== 0) at += 1;
    if (units.isPair(at) && (units.classAt(at) & word) !== 0) at += 2;
    else if (data[at] === APOSTROPHE && !joined && at > start && (units.classAt(at + 1) & word) !== 0) {
      joined = true;
      at += 1;
    } else break;
  }
  if (at > start) return at;
  return units.isPair(at) ? at + 2 : at + 1;
}
