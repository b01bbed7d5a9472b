import { createHmac } from 'node:crypto';
import type { Kind } from './kinds';
import { PersonalError } from './personal-error';

/** A keyed pseudonym of a value: letters, digits, `-` and `_`, at most 64. The same value gives the same pseudonym. */
export type Pseudonym = (kind: Kind, normalised: string) => string;

const SHORTEST_KEY = 32;
// Eighty bits: two of a billion values share a pseudonym with a chance under one in a million.
const BYTES = 10;

/**
 * Pseudonyms by HMAC-SHA-256 (RFC 2104) under `key`, cut to 80 bits.
 *
 * On AWS the key never leaves KMS in the open: a MAC a value would be a call a value, so a run calls `kms:GenerateMac`
 * once, over the name of the run's pseudonym scope, under an HMAC key that only this role may use, and takes the 32
 * bytes of the answer as `key`. The same scope gives the same pseudonyms; a new scope cannot be joined with an old one.
 */
export function keyedPseudonym(key: Uint8Array): Pseudonym {
  if (key.length < SHORTEST_KEY) {
    throw new PersonalError(
      'PSEUDONYM_KEY_TOO_SHORT',
      `The pseudonyms' key must have at least ${SHORTEST_KEY} bytes, got ${key.length}`,
    );
  }
  return (kind, normalised) =>
    createHmac('sha256', key).update(`${kind}\0${normalised}`).digest().subarray(0, BYTES).toString('base64url');
}
