import type { Rule } from '../../rule';
import { anyKey } from '../../shapes/encrypted';

/** Offline feature stores are encrypted with a KMS key. */
export const sageMaker17: Rule = anyKey(
  'SageMaker.17',
  'AWS::SageMaker::FeatureGroup',
  ['OfflineStoreConfig', 'S3StorageConfig', 'KmsKeyId'],
  (group) => !group.at('OfflineStoreConfig').absent,
);
