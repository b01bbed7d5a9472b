import { createPublicKey, verify } from 'node:crypto';
import { SIGNING_ALGORITHM, type Signature } from '../../contract/signature';
import { SigningError } from './signing-error';

/**
 * Whether `signature` is one over `content` by the key it names. Whose key that is, the caller has to know: `trusted` holds public keys
 * (DER in base64) that count.
 *
 * @throws SigningError `ALGORITHM_UNKNOWN`, `KEY_NOT_TRUSTED`, `KEY_NOT_USABLE`, `SIGNATURE_WRONG`
 */
export function verifySignature(content: Uint8Array, signature: Signature, trusted: readonly string[]): void {
  const { algorithm, publicKey, value, keyId } = signature;
  if (algorithm !== SIGNING_ALGORITHM)
    throw new SigningError('ALGORITHM_UNKNOWN', `algorithm: got ${String(algorithm)}; allowed: ${SIGNING_ALGORITHM}`);
  if (!trusted.includes(publicKey))
    throw new SigningError('KEY_NOT_TRUSTED', `keyId: ${keyId} is none of the ${trusted.length} keys that count`);
  if (!isSigned(content, publicKey, value))
    throw new SigningError('SIGNATURE_WRONG', `the signature by ${keyId} is not one over this content`);
}

function isSigned(content: Uint8Array, publicKey: string, value: string): boolean {
  let key;
  try {
    key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  } catch {
    throw new SigningError('KEY_NOT_USABLE', 'publicKey: must be a public key, DER in base64');
  }
  return verify('sha256', content, key, Buffer.from(value, 'base64'));
}
