import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Processing jobs encrypt their output with a customer-managed key. */
export const processingOutputKey: Rule = customerKey(
  'ProcessingOutputKey',
  'AWS::SageMaker::ProcessingJob',
  ['ProcessingOutputConfig', 'KmsKeyId'],
  (job) => !job.at('ProcessingOutputConfig').absent,
);
