// What Windows-1252 has at 0x80 to 0x9F; a space stands where it has nothing.
const HIGH = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const BYTES = new Map(
  [...HIGH].flatMap((char, at) => (char === ' ' ? [] : [[char.charCodeAt(0), 0x80 + at] as const])),
);

/** The byte that a code unit is in Windows-1252, or in Latin-1 where that has nothing there; undefined over that. */
export function byteOf(unit: number): number | undefined {
  return unit < 0x100 ? unit : BYTES.get(unit);
}

/** The character that a byte of 0x80 to 0x9F is in Windows-1252; undefined where there is none. */
export function highCharacter(byte: number): string | undefined {
  const char = HIGH[byte - 0x80];
  return char === ' ' ? undefined : char;
}

/** The characters that stand for bytes of 0x80 to 0xBF, which continue a character in UTF-8: as a class of a regular expression. */
export const CONTINUATIONS = `\\x80-\\xbf${HIGH.replaceAll(' ', '')}`;
