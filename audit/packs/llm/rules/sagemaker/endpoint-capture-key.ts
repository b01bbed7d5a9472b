import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** What endpoints capture is encrypted with a customer-managed key. */
export const endpointCaptureKey: Rule = customerKey(
  'EndpointCaptureKey',
  'AWS::SageMaker::EndpointConfig',
  ['DataCaptureConfig', 'KmsKeyId'],
  (config) => !config.at('DataCaptureConfig').absent,
);
