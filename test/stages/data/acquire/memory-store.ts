import type { Store } from '../../../../stages/data/engine/store';
import { StoreError } from '../../../../stages/data/engine/store-error';

/** Objects in memory, given in parts of `part` bytes. */
export class MemoryStore implements Store {
  public constructor(
    public readonly objects: Map<string, Uint8Array>,
    private readonly part = 1 << 16,
  ) {}

  public async read(key: string): Promise<Uint8Array> {
    const body = this.objects.get(key);
    if (body === undefined) throw new StoreError('NO_SUCH_OBJECT', `there is no object ${key}`);
    return body;
  }

  public async *stream(key: string, from = 0): AsyncIterable<Uint8Array> {
    const body = await this.read(key);
    for (let at = from; at < body.length; at += this.part) yield body.subarray(at, at + this.part);
  }

  public async write(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    // A copy: the caller may use its own again.
    if (body instanceof Uint8Array) this.objects.set(key, Uint8Array.from(body));
    else throw new Error('not needed here');
  }

  public async exists(key: string): Promise<boolean> {
    return this.objects.has(key);
  }

  public async list(prefix: string): Promise<{ key: string; bytes: number }[]> {
    return [...this.objects]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, body]) => ({ key, bytes: body.length }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  public async remove(key: string): Promise<void> {
    this.objects.delete(key);
  }
}
