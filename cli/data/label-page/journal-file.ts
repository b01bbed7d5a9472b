import { linkSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LabelError } from '../../../stages/data/label/errors';
import { apply, readJournal, type ItemState, type JournalEntry } from '../../../stages/data/label/journal';

/** What a page appends; the journal adds its number. */
export type NewEntry = JournalEntry extends infer Entry
  ? Entry extends JournalEntry
    ? Omit<Entry, 'sequence'>
    : never
  : never;

/**
 * One labeller's journal on disk. An answer is confirmed after its whole line is on the disk; a line that a kill cut off is removed at the
 * next start. One process at a time writes to it.
 */
export class JournalFile {
  public readonly items: Map<string, ItemState>;
  public readonly notes: Map<string, string>;
  private last: Promise<unknown> = Promise.resolve();
  private broken = false;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    private next: number,
    state: { readonly items: ReadonlyMap<string, ItemState>; readonly notes: ReadonlyMap<string, string> },
  ) {
    this.items = new Map(state.items);
    this.notes = new Map(state.notes);
  }

  /** @throws LabelError `JOURNAL_INVALID` or `JOURNAL_IN_USE` */
  public static async open(path: string, schema: string, name: string): Promise<JournalFile> {
    mkdirSync(dirname(path), { recursive: true });
    lock(path, name);
    try {
      const state = readJournal(readIfThere(path), schema, name);
      const handle = await open(path, 'a', 0o600);
      if ((await handle.stat()).size > state.wholeBytes) truncateSync(path, state.wholeBytes);
      return new JournalFile(path, handle, state.next, state);
    } catch (error) {
      unlock(path);
      throw error;
    }
  }

  /** Adds one entry, after those before it; resolves when it is on the disk. */
  public append(make: () => NewEntry | undefined): Promise<void> {
    const done = this.last.then(async () => {
      if (this.broken)
        throw new LabelError('JOURNAL_BROKEN', 'an earlier answer could not be saved: start the page again');
      const entry = make();
      if (entry === undefined) return;
      const numbered = { sequence: this.next, ...entry };
      try {
        await this.handle.appendFile(`${JSON.stringify(numbered)}\n`);
        await this.handle.datasync();
      } catch (error) {
        // Part of the line may stand there. What follows it would be lost with it.
        this.broken = true;
        throw error;
      }
      this.next++;
      apply(numbered, this.items, this.notes);
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  public async close(): Promise<void> {
    await this.last;
    await this.handle.close();
    unlock(this.path);
  }
}

/** Journals that this process has open, by path. */
const openHere = new Set<string>();

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * A lock names its process, so that one whose process was killed does not lock for ever. It is written beside its place and linked to it: a
 * kill never leaves half a number, which would name another process.
 */
function lock(path: string, name: string): void {
  const file = `${path}.lock`;
  const holder = Number(readIfThere(file));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new LabelError('JOURNAL_IN_USE', `${name} is being written by process ${holder}: close that page first`);
  }
  if (openHere.has(path)) throw new LabelError('JOURNAL_IN_USE', `${name} is open in this process already`);
  rmSync(file, { force: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${process.pid}`, { mode: 0o600 });
  try {
    linkSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
  openHere.add(path);
}

function unlock(path: string): void {
  openHere.delete(path);
  rmSync(`${path}.lock`, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
