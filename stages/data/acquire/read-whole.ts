import { refusal, type Acquired } from './acquired';
import { decoded } from './decode';
import { fromText } from './fields';
import type { Limits, Source } from './source';

/** A text or HTML file, which is one record. */
export async function fromWhole(
  stream: AsyncIterable<Uint8Array>,
  id: string,
  source: Source,
  limits: Limits,
): Promise<Acquired> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += part.length;
    if (bytes > limits.recordBytes) return { id, refused: refusal('file-size', bytes, limits.recordBytes) };
    parts.push(Uint8Array.prototype.slice.call(part));
  }
  const text = decoded(Buffer.concat(parts), source.encoding);
  if (text === undefined) return { id, refused: refusal('encoding', 1, 0, source.encoding) };
  return fromText(id, text, {}, source);
}
