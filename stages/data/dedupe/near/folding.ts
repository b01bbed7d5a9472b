/** What a UTF-16 code unit is to the word splitter. */
export const SEPARATOR = 0;
/** Part of a word: letter, mark, digit, or half of a pair beyond the basic plane. */
export const WORD = 1;
/** A word of its own: scripts written without spaces would have one word a sentence otherwise. */
export const ALONE = 2;

const UNITS = 65_536;

/** The class of each code unit. */
export const CLASS = new Uint8Array(UNITS);
/** Each code unit in lower case, where that is one unit. */
export const FOLD = new Uint16Array(UNITS);

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const { fromCharCode } = String;
const IN_WORD = /[\p{L}\p{M}\p{N}]/u;

for (let unit = 0; unit < UNITS; unit++) {
  const character = fromCharCode(unit);
  const lower = character.toLowerCase();
  FOLD[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
  CLASS[unit] = classOf(unit, character);
}

function classOf(unit: number, character: string): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return WORD;
  if (!IN_WORD.test(character)) return SEPARATOR;
  return SPACELESS.test(character) ? ALONE : WORD;
}
