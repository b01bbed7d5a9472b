import type { Signature } from '../../contract/signature';

/** Signs bytes with a key that it alone can use. */
export interface Signer {
  /** @throws SigningError */
  sign(content: Uint8Array): Promise<Signature>;
  /** The key by which its signatures are verified, DER in base64. @throws SigningError */
  verifiedBy(): Promise<string>;
}
