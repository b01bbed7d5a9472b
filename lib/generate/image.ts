import type { RampartConfig } from '../config/config';

/** What pulling an image takes, beside the login. */
export const PULL_ACTIONS = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** The function, and its role, that log in to the registry of the model's image. */
export function registryLoginName(config: RampartConfig): string {
  return `${config.name}-registry-login`;
}

/** The repository of an image `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:DIGEST`. */
export function repositoryArn(config: RampartConfig, image: string): string {
  const [path = ''] = image.split('@');
  const [host = '', ...name] = path.split('/');
  const [account = '', , , region = ''] = host.split('.');
  return `arn:${config.partition}:ecr:${region}:${account}:repository/${name.join('/')}`;
}
