import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Store } from '../engine/store';
import type { InputFile } from './slices';

/** A file on this machine that a source names. */
export interface FoundFile {
  readonly source: string;
  readonly path: string;
  /** Its path in the source, with `/`: the rest of its key. */
  readonly name: string;
}

/** Takes files into quarantine: a copy of each, and what it is by its hash. Nothing else of a run reads the files themselves. */
export async function land(
  store: Store,
  files: readonly FoundFile[],
  onFile?: (done: number, of: number) => void,
): Promise<InputFile[]> {
  const landed: InputFile[] = [];
  for (const [index, { source, path, name }] of files.entries()) {
    const hash = createHash('sha256');
    let bytes = 0;
    const parts = async function* (): AsyncGenerator<Uint8Array> {
      for await (const part of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
        hash.update(part);
        bytes += part.length;
        yield part;
      }
    };
    const key = `${source}/${name}`;
    await store.write(key, parts());
    landed.push({ source, key, bytes, sha256: hash.digest('hex') });
    onFile?.(index + 1, files.length);
  }
  return landed;
}
