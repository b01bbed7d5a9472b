import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** A model's primary container comes from a private registry in the VPC. */
export const sageMaker16: Rule = {
  id: 'SageMaker.16',
  types: ['AWS::SageMaker::Model'],
  check: (model) => {
    const container = model.at('PrimaryContainer');
    if (container.absent) return NOT_APPLICABLE;
    return verdict(container.at('ImageConfig', 'RepositoryAccessMode').text() === 'Vpc');
  },
};
