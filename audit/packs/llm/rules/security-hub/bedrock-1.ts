import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Bedrock data sources are encrypted with a customer-managed key. */
export const bedrock1: Rule = customerKey('Bedrock.1', 'AWS::Bedrock::DataSource', [
  'ServerSideEncryptionConfiguration',
  'KmsKeyArn',
]);
