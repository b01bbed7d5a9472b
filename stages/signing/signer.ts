import type { Signature } from '../../contract/signature';

/** Signs bytes with a key that it alone can use. */
export interface Signer {
  /** @throws SigningError */
  sign(content: Uint8Array): Promise<Signature>;
}
