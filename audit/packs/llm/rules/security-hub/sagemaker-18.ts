import type { Rule } from '../../rule';
import { anyKey } from '../../shapes/encrypted';

/** Online feature stores are encrypted with a KMS key. */
export const sageMaker18: Rule = anyKey(
  'SageMaker.18',
  'AWS::SageMaker::FeatureGroup',
  ['OnlineStoreConfig', 'SecurityConfig', 'KmsKeyId'],
  (group) =>
    group.at('OnlineStoreConfig', 'EnableOnlineStore').bool() === true &&
    (group.at('OnlineStoreConfig', 'StorageType').text() ?? 'Standard') === 'Standard',
);
