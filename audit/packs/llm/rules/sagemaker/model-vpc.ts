import type { Value } from '../../reading/value';
import { verdict, type Rule } from '../../rule';

/** Models run in a VPC. */
export const modelVpc: Rule = {
  id: 'ModelVpc',
  types: ['AWS::SageMaker::Model'],
  check: (model) => {
    const vpc = model.at('VpcConfig');
    return verdict(['Subnets', 'SecurityGroupIds'].every((part) => hasElements(vpc.at(part))));
  },
};

function hasElements(value: Value): boolean {
  return value.target() !== undefined || value.list().length > 0;
}
