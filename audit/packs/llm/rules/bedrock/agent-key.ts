import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Bedrock agents are encrypted with a customer-managed key. */
export const agentKey: Rule = customerKey('AgentKey', 'AWS::Bedrock::Agent', ['CustomerEncryptionKeyArn']);
