import { verdict, type Rule } from '../../rule';

/** No template approves a model. */
export const packageApproval: Rule = {
  id: 'PackageApproval',
  types: ['AWS::SageMaker::ModelPackage'],
  check: (model) => verdict(model.at('ModelApprovalStatus').text() !== 'Approved'),
};
