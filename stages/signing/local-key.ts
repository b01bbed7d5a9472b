import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { SIGNING_ALGORITHM, type Signature } from '../../contract/signature';
import type { Signer } from './signer';
import { SigningError } from './signing-error';

/** A private key on this machine (PKCS #8 in PEM, P-256): for laptops and tests, by the same way as KMS. */
export class LocalKey implements Signer {
  private readonly publicKey: Buffer;

  private constructor(private readonly key: KeyObject) {
    this.publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  }

  /** @throws SigningError `KEY_NOT_USABLE` for what is no P-256 key */
  public static fromPem(pem: string): LocalKey {
    let key: KeyObject;
    try {
      key = createPrivateKey(pem);
    } catch {
      throw new SigningError('KEY_NOT_USABLE', 'a signing key must be a private key in PEM; got something else');
    }
    const curve = key.asymmetricKeyDetails?.namedCurve;
    if (key.asymmetricKeyType === 'ec' && curve === 'prime256v1') return new LocalKey(key);
    throw new SigningError(
      'KEY_NOT_USABLE',
      `a signing key must be an EC key on P-256; got ${key.asymmetricKeyType ?? 'a secret'}${curve === undefined ? '' : ` on ${curve}`}`,
    );
  }

  /** A new key, in PEM. */
  public static generate(): string {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  }

  public async verifiedBy(): Promise<string> {
    return this.publicKey.toString('base64');
  }

  public async sign(content: Uint8Array): Promise<Signature> {
    return {
      algorithm: SIGNING_ALGORITHM,
      keyId: `local:${createHash('sha256').update(this.publicKey).digest('hex')}`,
      publicKey: this.publicKey.toString('base64'),
      value: sign('sha256', content, this.key).toString('base64'),
    };
  }
}
