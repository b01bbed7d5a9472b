import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** AgentCore memories are encrypted with a customer-managed key. */
export const agentCore3: Rule = customerKey('BedrockAgentCore.3', 'AWS::BedrockAgentCore::Memory', [
  'EncryptionKeyArn',
]);
