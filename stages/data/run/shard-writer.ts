import type { StoredObject } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { sha256 } from './hash';

/** Writes lines of JSON to objects of about `shardBytes` each: `PREFIX-0.jsonl`, `PREFIX-1.jsonl`, … */
export class ShardWriter {
  public readonly written: StoredObject[] = [];
  private parts: Buffer[] = [];
  private bytes = 0;

  public constructor(
    private readonly store: Store,
    private readonly prefix: string,
    private readonly shardBytes = Infinity,
  ) {}

  public async add(value: unknown): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    this.parts.push(line);
    this.bytes += line.length;
    if (this.bytes >= this.shardBytes) await this.flush();
  }

  /** The last object; at least one is written, be it empty. */
  public async end(): Promise<readonly StoredObject[]> {
    if (this.bytes > 0 || this.written.length === 0) await this.flush();
    return this.written;
  }

  private async flush(): Promise<void> {
    const body = Buffer.concat(this.parts);
    this.parts = [];
    this.bytes = 0;
    this.written.push(await stored(this.store, `${this.prefix}-${this.written.length}.jsonl`, body));
  }
}

/** Writes an object, and says what was written. */
export async function stored(store: Store, key: string, body: Uint8Array): Promise<StoredObject> {
  await store.write(key, body);
  return { key, bytes: body.length, sha256: sha256(body) };
}
