import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Inference experiments encrypt their volumes with a customer-managed key. */
export const sageMaker23: Rule = customerKey('SageMaker.23', 'AWS::SageMaker::InferenceExperiment', ['KmsKey']);
