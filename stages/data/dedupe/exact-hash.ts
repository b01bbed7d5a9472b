import { createHash } from 'node:crypto';
import { collapsed } from '../utf8/utf8';

/** Units below are in NFC however they are combined. */
const MAY_COMBINE = 0x300;

/**
 * SHA-256, in hex, of a text in NFC and UTF-8 with every run of white space as one space and none at its ends. Texts with the same hash are
 * exact duplicates.
 */
export function exactHash(text: string): string {
  let hash = createHash('sha256');
  const combines = collapsed(text, (bytes) => hash.update(bytes), MAY_COMBINE);
  if (combines) {
    const normal = text.normalize('NFC');
    if (normal !== text) {
      hash = createHash('sha256');
      collapsed(normal, (bytes) => hash.update(bytes), MAY_COMBINE);
    }
  }
  return hash.digest('hex');
}
