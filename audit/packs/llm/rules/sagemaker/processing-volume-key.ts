import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Processing jobs encrypt their volumes with a customer-managed key. */
export const processingVolumeKey: Rule = customerKey('ProcessingVolumeKey', 'AWS::SageMaker::ProcessingJob', [
  'ProcessingResources',
  'ClusterConfig',
  'VolumeKmsKeyId',
]);
