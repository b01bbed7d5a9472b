/** ECDSA over P-256 with SHA-256: what the platform's signing key does, and a key on a laptop can do too. */
export const SIGNING_ALGORITHM = 'ECDSA_SHA_256';

/** A signature, and whose it is. */
export interface Signature {
  readonly algorithm: typeof SIGNING_ALGORITHM;
  /** ARN of the KMS key; `local:` and the SHA-256 of the public key's DER, for a key on a laptop. */
  readonly keyId: string;
  /** Public key, DER (SubjectPublicKeyInfo) in base64: the signature can be checked without KMS. */
  readonly publicKey: string;
  /** DER in base64. */
  readonly value: string;
}
