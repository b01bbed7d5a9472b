import { isPinned } from '../../reading/images';
import { findings } from '../../reading/quantify';
import { NOT_APPLICABLE, type Rule } from '../../rule';

/** Registered models name their images by digest. */
export const packageDigest: Rule = {
  id: 'PackageDigest',
  types: ['AWS::SageMaker::ModelPackage'],
  check: (model) => {
    const containers = model.at('InferenceSpecification', 'Containers').list();
    if (containers.length === 0) return NOT_APPLICABLE;
    return findings(containers, (one) =>
      one.at('ImageDigest').given() || isPinned(one.at('Image')) ? [] : [one.path],
    );
  },
};
