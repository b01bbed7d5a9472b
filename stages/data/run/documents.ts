import { isAscii, isUtf8 } from 'node:buffer';
import { linesOf } from '../acquire/lines';
import type { Document } from '../document';
import type { Store } from '../engine/store';
import { RunError } from './run-error';

/** Lines of this run's own objects may be as long as they have to be. */
const ANY = Number.MAX_SAFE_INTEGER;

/** The objects of a JSONL object of this run, in order. */
export async function* linesAs<T>(store: Store, key: string): AsyncGenerator<T> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const line of linesOf(store.stream(key), ANY)) {
    if (!('bytes' in line)) throw new RunError('LINE_LOST', `${key}: a line of ${line.length} bytes at ${line.offset}`);
    const { bytes } = line;
    // A buffer's own decoders are faster, and lenient; the strict one is for its error.
    const encoding = isAscii(bytes) ? 'latin1' : isUtf8(bytes) ? 'utf8' : undefined;
    const { buffer, byteOffset, length } = bytes;
    const text =
      encoding === undefined ? decoder.decode(bytes) : Buffer.from(buffer, byteOffset, length).toString(encoding);
    yield JSON.parse(text) as T;
  }
}

/** Cleaned documents, or acquired records: both are written so. */
export function documentsOf(store: Store, key: string): AsyncGenerator<Document> {
  return linesAs<Document>(store, key);
}
