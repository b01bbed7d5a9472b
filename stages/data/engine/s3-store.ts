import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ListedObject, Store } from './store';
import { judgeKey, StoreError } from './store-error';

/** A bucket's prefix as a store. Objects are written in one request each, as the access matrix has it: a writer cannot read what it wrote in parts. */
export class S3Store implements Store {
  public constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
    /** With a `/` at its end, or empty for the whole bucket. */
    private readonly prefix: string,
  ) {}

  public async read(key: string): Promise<Uint8Array> {
    return (await this.body(key)).transformToByteArray();
  }

  public async *stream(key: string, from = 0): AsyncIterable<Uint8Array> {
    for await (const part of (await this.body(key, from)) as unknown as AsyncIterable<Uint8Array>) yield part;
  }

  public async write(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    const Body = body instanceof Uint8Array ? body : await collected(body);
    await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: this.name(key), Body }));
  }

  /** By listing, and not by a HEAD: a role whose listing is bound to a prefix is told *forbidden* of an object that is not there. */
  public async exists(key: string): Promise<boolean> {
    const name = this.name(key);
    const page = await this.s3.send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix: name, MaxKeys: 1 }));
    // Of the keys that begin so, the object's own is the first.
    return page.Contents?.[0]?.Key === name;
  }

  public async list(prefix: string): Promise<ListedObject[]> {
    const found: ListedObject[] = [];
    let token: string | undefined;
    do {
      const page = await this.s3.send(
        new ListObjectsV2Command({ Bucket: this.bucket, Prefix: this.prefix + prefix, ContinuationToken: token }),
      );
      for (const { Key, Size, ETag } of page.Contents ?? [])
        if (Key !== undefined && !Key.endsWith('/'))
          found.push({
            key: Key.slice(this.prefix.length),
            bytes: Size ?? 0,
            ...(ETag !== undefined && { tag: ETag }),
          });
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found.sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  public async remove(key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: this.name(key) }));
  }

  private async body(key: string, from = 0) {
    const range = from === 0 ? {} : { Range: `bytes=${from}-` };
    try {
      const { Body } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: this.name(key), ...range }));
      if (Body !== undefined) return Body;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    throw new StoreError('NO_SUCH_OBJECT', `there is no object ${key}`);
  }

  private name(key: string): string {
    judgeKey(key);
    return this.prefix + key;
  }
}

function isMissing(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'NoSuchKey' || name === 'NotFound';
}

async function collected(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}
