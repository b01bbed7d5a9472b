import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { RampartError } from '../../../contract/errors';
import type { Limits } from './source';

/** A compressed file that grows beyond what is allowed. */
export class ExpansionError extends RampartError {
  public constructor(
    public readonly value: number,
    public readonly limit: number,
  ) {
    super('EXPANSION', `a compressed file grew to ${value} times or bytes; allowed: ${limit}`);
  }
}

/** Small files may grow by more than the ratio: ten megabytes harm nobody. */
export const HARMLESS = 10 * 1024 * 1024;

/**
 * A gzip stream's content.
 *
 * @throws ExpansionError as soon as more comes out than the limits allow, not at the end
 */
export async function* expanded(
  stream: AsyncIterable<Uint8Array>,
  { expandedBytes, expansion }: Limits,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const part of stream) {
      taken += part.length;
      yield part;
    }
  };
  const source = Readable.from(counted(), { objectMode: false, highWaterMark: 1 << 16 });
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  for await (const part of source.pipe(gunzip) as AsyncIterable<Uint8Array>) {
    given += part.length;
    if (given > expandedBytes) throw new ExpansionError(given, expandedBytes);
    if (given > HARMLESS && given > taken * expansion) throw new ExpansionError(Math.floor(given / taken), expansion);
    yield part;
  }
}
