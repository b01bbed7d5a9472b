import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** Notebooks have no direct internet access. */
export const sageMaker1: Rule = settingIn(
  'SageMaker.1',
  'AWS::SageMaker::NotebookInstance',
  ['DirectInternetAccess'],
  ['Disabled'],
);
