import type { ListedObject, Store } from './store';

/** A part of a store as a store of its own: what lies below a prefix. */
export class PrefixStore implements Store {
  public constructor(
    private readonly store: Store,
    /** With a `/` at its end. */
    public readonly prefix: string,
  ) {}

  public read(key: string): Promise<Uint8Array> {
    return this.store.read(this.prefix + key);
  }

  public stream(key: string, from?: number): AsyncIterable<Uint8Array> {
    return this.store.stream(this.prefix + key, from);
  }

  public write(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    return this.store.write(this.prefix + key, body);
  }

  public exists(key: string): Promise<boolean> {
    return this.store.exists(this.prefix + key);
  }

  public async list(prefix: string): Promise<ListedObject[]> {
    const found = await this.store.list(this.prefix + prefix);
    return found.map((one) => ({ ...one, key: one.key.slice(this.prefix.length) }));
  }

  public remove(key: string): Promise<void> {
    return this.store.remove(this.prefix + key);
  }
}
