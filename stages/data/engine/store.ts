/** An object as a listing names it. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** Changes when the object does, where the store knows: an ETag. */
  readonly tag?: string;
}

/**
 * Where objects live: a folder on a laptop, a bucket's prefix on AWS. Keys have `/` between their parts, and never `..` or a leading `/`.
 */
export interface Store {
  /** @throws StoreError `NO_SUCH_OBJECT` */
  read(key: string): Promise<Uint8Array>;
  /** The object from byte `from` on, in parts, so that it need not fit in memory. @throws StoreError `NO_SUCH_OBJECT` */
  stream(key: string, from?: number): AsyncIterable<Uint8Array>;
  /** Writes all or nothing: a reader sees the old object or the new one, also after a kill. The body may be used again once it is written. */
  write(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** Objects whose key begins with `prefix`, by key. */
  list(prefix: string): Promise<readonly ListedObject[]>;
  remove(key: string): Promise<void>;
}
