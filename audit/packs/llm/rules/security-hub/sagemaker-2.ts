import { verdict, type Rule } from '../../rule';

/** Notebooks run in a VPC of their own. */
export const sageMaker2: Rule = {
  id: 'SageMaker.2',
  types: ['AWS::SageMaker::NotebookInstance'],
  check: (notebook) => verdict(notebook.at('SubnetId').given()),
};
