import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Vector buckets are encrypted with a customer-managed key. */
export const vectorBucketKey: Rule = customerKey('VectorBucketKey', 'AWS::S3Vectors::VectorBucket', [
  'EncryptionConfiguration',
  'KmsKeyArn',
]);
