import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Asynchronous answers are encrypted with a customer-managed key. */
export const endpointAsyncKey: Rule = customerKey(
  'EndpointAsyncKey',
  'AWS::SageMaker::EndpointConfig',
  ['AsyncInferenceConfig', 'OutputConfig', 'KmsKeyId'],
  (config) => !config.at('AsyncInferenceConfig').absent,
);
