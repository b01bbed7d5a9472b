import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { mockClient } from 'aws-sdk-client-mock';
import { registryCredentials } from '../../../stages/registry-credentials/login';

const ecr = mockClient(ECRClient);
const answer = (authorizationToken?: string): void => {
  ecr.on(GetAuthorizationTokenCommand).resolves({ authorizationData: [{ authorizationToken }] });
};

test('a token becomes the login that SageMaker asks for, and a colon in the password stays', async () => {
  answer(Buffer.from('AWS:se:cret').toString('base64'));
  await expect(registryCredentials(new ECRClient({}))).resolves.toEqual({
    Credentials: { Username: 'AWS', Password: 'se:cret' },
  });
});

test.each([
  undefined,
  '',
  Buffer.from('AWS').toString('base64'),
  Buffer.from(':x').toString('base64'),
  Buffer.from('AWS:').toString('base64'),
])('an answer without both parts is refused, never handed on: %s', async (token) => {
  answer(token);
  await expect(registryCredentials(new ECRClient({}))).rejects.toMatchObject({ code: 'REGISTRY_LOGIN_UNREADABLE' });
});
