import { createPublicKey, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { KmsKey } from '../../../stages/signing/kms-key';
import { LocalKey } from '../../../stages/signing/local-key';
import { verifySignature } from '../../../stages/signing/verify';

const CONTENT = Buffer.from('{"name":"demo"}');

test('what a local key signed verifies, and anything else does not', async () => {
  const signature = await LocalKey.fromPem(LocalKey.generate()).sign(CONTENT);
  const trusted = [signature.publicKey];
  expect(() => verifySignature(CONTENT, signature, trusted)).not.toThrow();
  expect(() => verifySignature(Buffer.from('{"name":"Demo"}'), signature, trusted)).toThrow(
    expect.objectContaining({ code: 'SIGNATURE_WRONG' }),
  );
  expect(() => verifySignature(CONTENT, signature, [])).toThrow(expect.objectContaining({ code: 'KEY_NOT_TRUSTED' }));
  const other = await LocalKey.fromPem(LocalKey.generate()).sign(CONTENT);
  expect(() => verifySignature(CONTENT, { ...other, publicKey: signature.publicKey }, trusted)).toThrow(
    expect.objectContaining({ code: 'SIGNATURE_WRONG' }),
  );
});

test('KMS signs a digest, and its signature verifies by the same way', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kms = mockClient(KMSClient);
  const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
  kms.on(GetPublicKeyCommand).resolves({ KeyId: arn, PublicKey: publicKey.export({ type: 'spki', format: 'der' }) });
  kms.on(SignCommand).callsFake(({ MessageType, Message }: { MessageType: string; Message: Uint8Array }) => {
    expect(MessageType).toBe('DIGEST');
    expect(Message).toHaveLength(32);
    return { Signature: sign('sha256', CONTENT, privateKey) };
  });
  const signature = await new KmsKey(new KMSClient({}), 'alias/acme-llm-signing').sign(CONTENT);
  expect(signature.keyId).toBe(arn);
  expect(() => verifySignature(CONTENT, signature, [signature.publicKey])).not.toThrow();
});

test('a key that cannot sign manifests is refused with what it is', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  expect(() => LocalKey.fromPem(rsa.toString())).toThrow(expect.objectContaining({ code: 'KEY_NOT_USABLE' }));
  expect(() => LocalKey.fromPem('no key')).toThrow(expect.objectContaining({ code: 'KEY_NOT_USABLE' }));
  expect(createPublicKey(createPrivateKey(LocalKey.generate())).asymmetricKeyType).toBe('ec');
});
