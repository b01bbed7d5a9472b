const SHORTEST_BITS = 8;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\n\t]+$/u;
const ZERO = '\u200b';
const ONE = '\u200c';
const decoder = new TextDecoder('utf-8', { fatal: true });

/** What tag characters spell: each is an ASCII character in a plane that shows nothing. */
export function decodeTags(run: string): string {
  return printable(
    [...run]
      .map((tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000))
      .filter((char) => char >= ' ' && char <= '~')
      .join(''),
  );
}

/** What variation selectors spell where each stands for a byte: 0 to 15 in the first plane, 16 to 255 in the supplement. */
export function decodeSelectors(run: string): string {
  return text(
    [...run].map((selector) => {
      const codePoint = selector.codePointAt(0) ?? 0;
      return codePoint < 0xe0100 ? codePoint - 0xfe00 : codePoint - 0xe0100 + 16;
    }),
  );
}

/** What a run of zero-width characters spells where U+200B is 0, U+200C is 1, and others separate: bytes of eight bits. */
export function decodeBits(run: string): string {
  const bits = [...run].filter((char) => char === ZERO || char === ONE).map((char) => (char === ONE ? 1 : 0));
  if (bits.length < SHORTEST_BITS) return '';
  return text(
    Array.from({ length: Math.floor(bits.length / SHORTEST_BITS) }, (_, byte) =>
      bits.slice(byte * SHORTEST_BITS, (byte + 1) * SHORTEST_BITS).reduce((value: number, bit) => value * 2 + bit, 0),
    ),
  );
}

function text(bytes: readonly number[]): string {
  try {
    return printable(decoder.decode(Uint8Array.from(bytes)));
  } catch {
    return '';
  }
}

function printable(decoded: string): string {
  return PRINTABLE.test(decoded) ? decoded : '';
}
