import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** AgentCore policy engines are encrypted with a customer-managed key. */
export const policyEngineKey: Rule = customerKey('PolicyEngineKey', 'AWS::BedrockAgentCore::PolicyEngine', [
  'EncryptionKeyArn',
]);
