import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ServingError } from './serving-error';

const PRIVATE_IMAGE =
  /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)\/[a-z0-9]+(?:[._/-][a-z0-9]+)*(?::[\w.-]+)?(@sha256:[0-9a-f]{64})?$/;
const LONGEST_IMAGE = 255;

/**
 * Refuses an image that is not in a private ECR registry of this partition and region, or that is not pinned by digest.
 *
 * @throws ServingError `IMAGE_NOT_PRIVATE`, `IMAGE_OUT_OF_REGION` or `IMAGE_NOT_PINNED`
 */
export function requirePinnedImage(scope: IConstruct, image: string): void {
  const { region, partition } = Stack.of(scope);
  const match = Token.isUnresolved(image) || image.length > LONGEST_IMAGE ? null : PRIVATE_IMAGE.exec(image);
  const [, imageRegion, suffix, digest] = match ?? [];
  if (imageRegion === undefined || suffix !== suffixOf(partition)) {
    throw new ServingError(
      'IMAGE_NOT_PRIVATE',
      `image must be in a private ECR registry of partition ${partition}, as ACCOUNT.dkr.ecr.REGION.${suffixOf(partition)}/NAME@sha256:DIGEST, got ${image}`,
    );
  }
  if (imageRegion !== region) {
    throw new ServingError(
      'IMAGE_OUT_OF_REGION',
      `image must be in region ${region}, because the network has a door to that registry only, got ${image}`,
    );
  }
  if (digest === undefined) {
    throw new ServingError(
      'IMAGE_NOT_PINNED',
      `image must end in @sha256: and 64 hexadecimal digits, because a tag can be moved to another image, got ${image}`,
    );
  }
}

function suffixOf(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}
