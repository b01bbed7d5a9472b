const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Bytes as text in `encoding`, or in that of their byte order mark; undefined where they are not text in it. */
export function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  const marked = MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
  try {
    return new TextDecoder(marked ?? encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether an encoding is one that can be read. */
export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** Whether a character of an encoding has two bytes, so that a byte of a line's end may be a part of another character. */
export function isWide(name: string): boolean {
  return new TextDecoder(name).encoding.startsWith('utf-16');
}
