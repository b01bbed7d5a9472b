import { ECRClient } from '@aws-sdk/client-ecr';
import { registryCredentials, type RegistryCredentials } from './login';

const client = new ECRClient({ maxAttempts: 3 });

/** Called by SageMaker when it pulls a model's image through the VPC. */
export const handler = (): Promise<RegistryCredentials> => registryCredentials(client);
