import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Inference experiments encrypt what they capture with a customer-managed key. */
export const sageMaker24: Rule = customerKey(
  'SageMaker.24',
  'AWS::SageMaker::InferenceExperiment',
  ['DataStorageConfig', 'KmsKey'],
  (experiment) => !experiment.at('DataStorageConfig').absent,
);
