import { createHash } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { NotReadable } from '../failure';
import type { Live } from '../reader';

/** A function's zip is far smaller; what is larger is not read. */
const MOST_BYTES = 262_144_000;

/**
 * The SHA-256 of an asset in the bucket of the bootstrap, in base64, as Lambda tells that of its code.
 *
 * @throws NotReadable where it is larger than a function may be
 */
export function assetDigest({ once, clients: { s3 } }: Live, Bucket: string, Key: string): Promise<string> {
  return once(`asset ${Bucket}/${Key}`, async () => {
    const { Body, ContentLength = 0 } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    if (ContentLength > MOST_BYTES || Body === undefined) {
      throw new NotReadable({
        kind: 'failed',
        detail: `${Key} has ${ContentLength} bytes, more than a function's code`,
      });
    }
    return createHash('sha256')
      .update(await Body.transformToByteArray())
      .digest('base64');
  });
}
