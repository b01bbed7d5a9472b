import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** Notebooks run on a supported platform. */
export const sageMaker8: Rule = settingIn(
  'SageMaker.8',
  'AWS::SageMaker::NotebookInstance',
  ['PlatformIdentifier'],
  ['notebook-al2-v3'],
);
