import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Store } from '../engine/store';
import { sha256 } from './hash';
import type { InputFile } from './slices';

/** A file on this machine that a source names. */
export interface FoundFile {
  readonly source: string;
  readonly path: string;
  /** Its path in the source, with `/`: the rest of its key. */
  readonly name: string;
  /** Why it must not be read, where that is known already: it is no file. */
  readonly unread?: string;
}

/** What cannot be read of a file: no fault of the store's. */
class Unread extends Error {}

/**
 * Takes files into quarantine: a copy of each, and what it is by its hash. Nothing else of a run reads the files themselves. What is no file, or
 * cannot be read, is none of them in quarantine, but goes into the books with the reason.
 */
export async function land(
  store: Store,
  files: readonly FoundFile[],
  onFile?: (done: number, of: number) => void,
): Promise<InputFile[]> {
  const landed: InputFile[] = [];
  for (const [index, file] of files.entries()) {
    landed.push(await one(store, file));
    onFile?.(index + 1, files.length);
  }
  return landed;
}

async function one(store: Store, { source, path, name, unread }: FoundFile): Promise<InputFile> {
  const key = `${source}/${name}`;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    if (unread !== undefined) throw new Unread(unread);
    const file = await opened(path);
    const parts = async function* (): AsyncGenerator<Uint8Array> {
      for await (const part of partsOf(file)) {
        hash.update(part);
        bytes += part.length;
        yield part;
      }
    };
    try {
      await store.write(key, parts());
    } finally {
      await file.close();
    }
    return { source, key, bytes, sha256: hash.digest('hex') };
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    return { source, key, bytes: 0, sha256: sha256(''), unread: error.message };
  }
}

const PART = 1 << 20;
/** Neither through a link that took the file's place since it was found, nor waiting for somebody to write into a pipe. */
const CAREFULLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** @throws Unread */
async function opened(path: string): Promise<FileHandle> {
  const file = await open(path, CAREFULLY).catch(unreadable);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new Unread('not a file');
}

/** @throws Unread */
async function* partsOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    // A buffer of its own: whoever writes may still hold the last one.
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PART), 0, PART).catch(unreadable);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

function unreadable(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  throw new Unread(code === 'ELOOP' ? 'a symbolic link' : `a file that cannot be read (${code ?? 'unknown'})`);
}
