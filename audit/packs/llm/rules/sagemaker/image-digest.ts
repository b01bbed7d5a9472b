import { IMAGE_TYPES, imagesOf, isPinned } from '../../reading/images';
import { findings } from '../../reading/quantify';
import { NOT_APPLICABLE, type Rule } from '../../rule';

/** Images are pinned by digest. */
export const imageDigest: Rule = {
  id: 'ImageDigest',
  types: IMAGE_TYPES,
  check: (resource) => {
    const images = imagesOf(resource);
    if (images.length === 0) return NOT_APPLICABLE;
    return findings(images, (image) => (isPinned(image) ? [] : [image.path]));
  },
};
