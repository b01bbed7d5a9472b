/** Code units of UTF-16 that there are. */
const UNITS = 65_536;

/** Of each code unit: part of a word, and then itself in lower case where that is one unit; or one of the two marks below. */
export const FOLDED = new Uint32Array(UNITS);
/** Between words. */
export const SEPARATOR = 0x1_0000;
/** Added to a unit that is a word of its own: scripts written without spaces would have one word a sentence otherwise. */
export const ALONE = 0x2_0000;

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const { fromCharCode } = String;
const IN_WORD = /[\p{L}\p{M}\p{N}]/u;

for (let unit = 0; unit < UNITS; unit++) FOLDED[unit] = foldedUnit(unit, fromCharCode(unit));

/** Half of a pair beyond the basic plane counts as a letter. */
function foldedUnit(unit: number, character: string): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  if (!IN_WORD.test(character)) return SEPARATOR;
  if (SPACELESS.test(character)) return ALONE + unit;
  const lower = character.toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}
