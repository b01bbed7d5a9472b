import { CLASS, DIGIT, LOWER, UPPER } from './characters';
import { GIVEN, NO_NAME, PARTICLE, STREET, WORDS } from './vocabulary';

/** Words one after the other that read as a person's name. */
export interface NameRun {
  readonly end: number;
  /** Capitalised words of two letters or more; initials and particles do not count. */
  readonly words: number;
  readonly initials: number;
}

const MOST_PARTS = 5;
const NONE: NameRun = { end: -1, words: 0, initials: 0 };

/** The longest name that begins at `at`; `end` is -1 where none does. */
export function nameRun(text: string, at: number): NameRun {
  let next = at;
  let end = -1;
  let words = 0;
  let initials = 0;
  for (let part = 0; part < MOST_PARTS; part++) {
    const stop = partEnd(text, next, part > 0);
    if (stop < 0) break;
    const first = CLASS[text.charCodeAt(next)];
    if (first === LOWER) {
      if (part === 0 || (WORDS.at(text, next, stop) & PARTICLE) === 0) break;
    } else if (stop - next <= 2 && (stop - next === 1 || text.charCodeAt(stop - 1) === 0x2e)) {
      initials++;
      end = stop;
    } else {
      const flags = WORDS.at(text, next, stop);
      if ((flags & NO_NAME) !== 0 || ((flags & STREET) !== 0 && (flags & GIVEN) === 0)) break;
      words++;
      end = stop;
    }
    if (text.charCodeAt(stop) !== 0x20) break;
    next = stop + 1;
  }
  if (words === 0) return NONE;
  return { end, words, initials };
}

/** The end of one part of a name at `at`: a word, `O'Brien`, `Jean-Paul`, `J.`; -1 where a digit or a sign stands. */
function partEnd(text: string, at: number, follows: boolean): number {
  let end = at;
  let kind = CLASS[text.charCodeAt(end)] ?? 0;
  let uppers = 0;
  while (kind === LOWER || kind === UPPER || (isJoint(text.charCodeAt(end)) && isLetter(text.charCodeAt(end + 1)))) {
    if (kind === UPPER) uppers++;
    end++;
    kind = CLASS[text.charCodeAt(end)] ?? 0;
  }
  if (end === at || kind === DIGIT || text.charCodeAt(end) === 0x5f || text.charCodeAt(end) === 0x40) return -1;
  const length = end - at;
  if (length === 1) return text.charCodeAt(end) === 0x2e ? end + 1 : end;
  // "NASA" is no name; "McDonald", "O'Brien" and "Jean-Paul" have two or three capitals. A surname may be all in capitals.
  const capitals = uppers > 1 && uppers * 2 > length;
  if (length > 24 || (capitals && !(follows && uppers === length && length > 3))) return -1;
  const possessive = text.charCodeAt(end - 2);
  return isApostrophe(possessive) && text.charCodeAt(end - 1) === 0x73 ? end - 2 : end;
}

function isLetter(code: number): boolean {
  const kind = CLASS[code];
  return kind === LOWER || kind === UPPER;
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019;
}

function isJoint(code: number): boolean {
  return code === 0x2d || isApostrophe(code);
}
