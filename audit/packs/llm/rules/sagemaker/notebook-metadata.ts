import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** Notebooks use version 2 of the instance metadata service. */
export const notebookMetadata: Rule = settingIn(
  'NotebookMetadata',
  'AWS::SageMaker::NotebookInstance',
  ['InstanceMetadataServiceConfiguration', 'MinimumInstanceMetadataServiceVersion'],
  ['2'],
);
