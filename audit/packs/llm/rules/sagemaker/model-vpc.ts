import { verdict, type Rule } from '../../rule';

/** Models run in a VPC. */
export const modelVpc: Rule = {
  id: 'ModelVpc',
  types: ['AWS::SageMaker::Model'],
  check: (model) => {
    const vpc = model.at('VpcConfig');
    return verdict(['Subnets', 'SecurityGroupIds'].every((part) => vpc.at(part).given()));
  },
};
