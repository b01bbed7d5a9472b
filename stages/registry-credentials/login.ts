import { GetAuthorizationTokenCommand, type ECRClient } from '@aws-sdk/client-ecr';
import { RampartError } from '../../contract/errors';

/** A login to a Docker registry, in the shape that SageMaker's `RepositoryAuthConfig` asks for. */
export interface RegistryCredentials {
  readonly Credentials: { readonly Username: string; readonly Password: string };
}

/** ECR gave no login that can be read. */
export class RegistryLoginError extends RampartError {}

/**
 * A login to ECR, good for 12 hours, with the permissions of the function's role: one repository, to read.
 *
 * @throws RegistryLoginError `REGISTRY_LOGIN_UNREADABLE`; what ECR throws passes through
 */
export async function registryCredentials(client: Pick<ECRClient, 'send'>): Promise<RegistryCredentials> {
  const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
  const token = Buffer.from(authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString('utf8');
  const colon = token.indexOf(':');
  if (colon < 1 || colon === token.length - 1) {
    throw new RegistryLoginError(
      'REGISTRY_LOGIN_UNREADABLE',
      'ECR must answer with USER:PASSWORD in base64, got something else',
    );
  }
  return { Credentials: { Username: token.slice(0, colon), Password: token.slice(colon + 1) } };
}
