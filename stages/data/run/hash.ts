import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../contract/canonical';

/** SHA-256 of bytes or of text in UTF-8, in hex. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a value's canonical JSON, in hex: equal values, equal hashes. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
