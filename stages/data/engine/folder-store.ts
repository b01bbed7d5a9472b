import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Store } from './store';
import { judgeKey, StoreError } from './store-error';

/** Ends the name of a file that is being written. A kill may leave one; nothing ever reads it. */
const UNFINISHED = '.unfinished';
/** Letters of the object's name in it, each of four bytes at most. */
const NAMED = 40;

/** A folder as a store: an object is a file, and its key the path from the folder. */
export class FolderStore implements Store {
  public constructor(
    /** The folder's path. It need not exist. */
    public readonly folder: string,
  ) {}

  public async read(key: string): Promise<Uint8Array> {
    try {
      return await readFile(this.path(key));
    } catch (error) {
      throw missing(key, error);
    }
  }

  public async *stream(key: string, from = 0): AsyncIterable<Uint8Array> {
    const parts = createReadStream(this.path(key), { highWaterMark: 1 << 20, start: from });
    try {
      for await (const part of parts) yield part as Uint8Array;
    } catch (error) {
      throw missing(key, error);
    }
  }

  public async write(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    const path = this.path(key);
    await mkdir(dirname(path), { recursive: true });
    // An object's name may be as long as a file system takes them, and then there is no room behind it.
    const unfinished = join(dirname(path), `${basename(path).slice(0, NAMED)}.${randomUUID()}${UNFINISHED}`);
    const file = await open(unfinished, 'w');
    try {
      if (body instanceof Uint8Array) await file.writeFile(body);
      else for await (const part of body) await file.write(part);
      await file.close();
      await rename(unfinished, path);
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  public async exists(key: string): Promise<boolean> {
    return existsSync(this.path(key));
  }

  public async list(prefix: string): Promise<{ key: string; bytes: number }[]> {
    const base = join(this.folder, prefix.slice(0, prefix.lastIndexOf('/') + 1));
    if (!existsSync(base)) return [];
    return readdirSync(base, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(UNFINISHED))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ key: relative(this.folder, path).split(sep).join('/'), path }))
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key, path }) => ({ key, bytes: statSync(path).size }));
  }

  public async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  private path(key: string): string {
    judgeKey(key);
    return join(this.folder, ...key.split('/'));
  }
}

function missing(key: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? new StoreError('NO_SUCH_OBJECT', `there is no object ${key}`) : error;
}
