/**
 * A line that is not empty, as bytes without its end; or how long it was, where it was too long to hold. The bytes may be the stream's: they hold
 * until the next line is asked for.
 */
export type Line =
  { readonly offset: number; readonly bytes: Uint8Array } | { readonly offset: number; readonly length: number };

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Lines of a stream that are not empty, each with the offset of its first byte. A line over `most` bytes is measured and not held, so that a file of one
 * endless line takes no more memory than any other.
 *
 * @param start offset of the stream's first byte in the file
 * @param within whether the stream may begin within a line; what is left of that line is passed over
 */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array>,
  most: number,
  start = 0,
  within = false,
): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let length = 0;
  let offset = start;
  let passing = within;
  const take = (piece: Uint8Array): void => {
    length += piece.length;
    if (length <= most + 1) {
      pieces.push(piece);
      held += piece.length;
    } else {
      pieces = [];
      held = 0;
    }
  };
  const line = (): Line => {
    if (held !== length) return { offset, length };
    const bytes = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces, held);
    const ended = bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;
    return ended.length > most ? { offset, length } : { offset, bytes: ended };
  };
  for await (const part of stream) {
    let from = 0;
    for (let at = part.indexOf(NEWLINE); at >= 0; at = part.indexOf(NEWLINE, from)) {
      if (at > from) take(part.subarray(from, at));
      if (length > 0 && !passing) yield line();
      passing = false;
      offset += length + 1;
      if (length > 0) pieces = [];
      held = length = 0;
      from = at + 1;
    }
    // A copy: the stream may use its buffer again.
    if (from < part.length) take(Uint8Array.prototype.slice.call(part, from));
  }
  if (length > 0 && !passing) yield line();
}
