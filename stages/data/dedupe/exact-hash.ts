import { createHash } from 'node:crypto';

/**
 * SHA-256, in hex, of a text in NFC with every run of white space as one space and none at its ends. Texts with the same hash are exact duplicates.
 */
export function exactHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFC').replace(/\s+/g, ' ').trim(), 'utf8').digest('hex');
}
