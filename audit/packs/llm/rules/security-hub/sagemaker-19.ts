import { every } from '../../reading/quantify';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** All containers of a model come from a private registry in the VPC. */
export const sageMaker19: Rule = {
  id: 'SageMaker.19',
  types: ['AWS::SageMaker::Model'],
  check: (model) => {
    const containers = model.at('Containers').list();
    if (containers.length === 0) return NOT_APPLICABLE;
    return verdict(every(containers, (one) => one.at('ImageConfig', 'RepositoryAccessMode').text() === 'Vpc'));
  },
};
