import type { StoredObject } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { sha256 } from './hash';
import { JsonLines } from './json-lines';

/** Writes lines of JSON to objects of about `shardBytes` each: `PREFIX-0.jsonl`, `PREFIX-1.jsonl`, … */
export class ShardWriter {
  public readonly written: StoredObject[] = [];
  private readonly lines = new JsonLines();

  public constructor(
    private readonly store: Store,
    private readonly prefix: string,
    private readonly shardBytes = Infinity,
  ) {}

  public async add(value: object): Promise<void> {
    this.lines.add(value);
    if (this.lines.length >= this.shardBytes) await this.flush();
  }

  /** The last object; at least one is written, be it empty. */
  public async end(): Promise<readonly StoredObject[]> {
    if (this.lines.length > 0 || this.written.length === 0) await this.flush();
    this.lines.close();
    return this.written;
  }

  private async flush(): Promise<void> {
    const key = `${this.prefix}-${this.written.length}.jsonl`;
    this.written.push(await stored(this.store, key, this.lines.all()));
    this.lines.clear();
  }
}

/** Writes an object, and says what was written. */
export async function stored(store: Store, key: string, body: Uint8Array): Promise<StoredObject> {
  await store.write(key, body);
  return { key, bytes: body.length, sha256: sha256(body) };
}
