import { ANY_WORD, HashedWords, HOLDS_PASSED, PASSED, SIXTEEN_UNITS } from '../words/hashed-words';
import { slotsOf } from '../words/slots';
import { APOSTROPHE, INVISIBLE, KINDS, LOOKS, WORD } from './instruction-fold';
import { INSTRUCTION_WORDS } from './instruction-words';

const KNOWN = 1;
const UNITS = Uint16Array.from(KINDS, (kind, code) => {
  if (kind === WORD) return LOOKS[code] ?? 0;
  return kind === APOSTROPHE || kind === INVISIBLE ? PASSED : 0;
});

/** Whether a word that begins so is of a script that the words do not tell, or that is written without spaces. */
export function isWide(code: number): boolean {
  return code >= 0x600 && code < 0xd7a4 && (code >= 0x3040 || code < 0x980);
}

/** Picks what may be a word of an instruction: known ones, ones that hold an apostrophe or something invisible, long ones, and those of wide scripts. */
export const CANDIDATES = new HashedWords({
  units: UNITS,
  firsts: Uint8Array.from(KINDS, (_, code) => (isWide(code) ? ANY_WORD : KNOWN | HOLDS_PASSED | SIXTEEN_UNITS)),
  slots: slotsOf(
    Array.from(INSTRUCTION_WORDS.known, (word) => [spelled(word), KNOWN] as const),
    UNITS,
  ),
});

/** A word is looked up by its letters only: `n'` by `n`. */
function spelled(word: string): string {
  return [...word].filter((letter) => KINDS[letter.charCodeAt(0)] === WORD).join('');
}
