import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Managed knowledge bases are encrypted with a customer-managed key. */
export const knowledgeBaseKey: Rule = customerKey(
  'KnowledgeBaseKey',
  'AWS::Bedrock::KnowledgeBase',
  ['KnowledgeBaseConfiguration', 'ManagedKnowledgeBaseConfiguration', 'ServerSideEncryptionConfiguration', 'KmsKeyArn'],
  (base) => base.at('KnowledgeBaseConfiguration', 'Type').text() === 'MANAGED',
);
