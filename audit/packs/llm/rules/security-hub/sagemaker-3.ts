import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** Notebooks give no root access. */
export const sageMaker3: Rule = settingIn(
  'SageMaker.3',
  'AWS::SageMaker::NotebookInstance',
  ['RootAccess'],
  ['Disabled'],
);
