import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand, type KMSClient } from '@aws-sdk/client-kms';
import { SIGNING_ALGORITHM, type Signature } from '../../contract/signature';
import type { Signer } from './signer';
import { SigningError } from './signing-error';

/** The platform's signing key. It never leaves KMS; what is sent is a digest. */
export class KmsKey implements Signer {
  public constructor(
    private readonly kms: KMSClient,
    /** An ARN, an id, or an alias with `alias/`. */
    private readonly key: string,
  ) {}

  public async verifiedBy(): Promise<string> {
    const { PublicKey } = await this.kms.send(new GetPublicKeyCommand({ KeyId: this.key }));
    if (PublicKey !== undefined) return Buffer.from(PublicKey).toString('base64');
    throw new SigningError('NOT_SIGNED', `${this.key}: KMS answered without a public key`);
  }

  public async sign(content: Uint8Array): Promise<Signature> {
    const { PublicKey, KeyId = this.key } = await this.kms.send(new GetPublicKeyCommand({ KeyId: this.key }));
    const { Signature: value } = await this.kms.send(
      new SignCommand({
        KeyId: this.key,
        Message: createHash('sha256').update(content).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: SIGNING_ALGORITHM,
      }),
    );
    if (PublicKey === undefined || value === undefined)
      throw new SigningError('NOT_SIGNED', `${this.key}: KMS answered without a signature or a public key`);
    return {
      algorithm: SIGNING_ALGORITHM,
      keyId: KeyId,
      publicKey: Buffer.from(PublicKey).toString('base64'),
      value: Buffer.from(value).toString('base64'),
    };
  }
}
