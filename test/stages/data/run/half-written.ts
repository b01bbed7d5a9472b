import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../../stages/data/engine/folder-store';

/** What a run is stopped by where it would be killed. */
export const KILLED = 'killed';

/** Objects whose first write was cut off, by key. Each is cut off once, so that a run which is begun again gets past it. */
export class Torn {
  public readonly keys = new Set<string>();
  /** How many of them a database was writing. */
  public exported = 0;

  /** Whether this is an object's first write, which is to be cut off. */
  public tears(key: string): boolean {
    if (this.keys.has(key)) return false;
    this.keys.add(key);
    return true;
  }
}

/** A store that leaves each object half written, under the name that a kill leaves it by, the first time that it is written. */
export class TearingStore extends FolderStore {
  public constructor(
    folder: string,
    private readonly torn: Torn,
  ) {
    super(folder);
  }

  public override async write(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    if (!this.torn.tears(key)) return super.write(key, body);
    const parts: Uint8Array[] = [];
    if (body instanceof Uint8Array) parts.push(body);
    else for await (const part of body) parts.push(part);
    const whole = Buffer.concat(parts);
    leave(join(this.folder, `${key}.${this.torn.keys.size}.unfinished`), whole.subarray(0, whole.length >> 1));
    throw new Error(KILLED);
  }
}

/** A database that leaves each object which it exports half written, as DuckDB does when its process is killed. */
export class TearingDuckDb extends DuckDb {
  public constructor(
    private readonly where: string,
    private readonly torn: Torn,
  ) {
    super(where, { threads: 1 });
  }

  public override async export(query: string, key: string): Promise<void> {
    if (!this.torn.tears(key)) return super.export(query, key);
    this.torn.exported++;
    // The file's magic bytes, and rows without the footer that would make it one.
    leave(join(this.where, `${key}.unfinished`), Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(2000, 7)]));
    throw new Error(KILLED);
  }
}

function leave(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
