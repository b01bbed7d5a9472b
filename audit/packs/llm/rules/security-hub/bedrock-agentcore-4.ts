import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** AgentCore gateways are encrypted with a customer-managed key. */
export const agentCore4: Rule = customerKey('BedrockAgentCore.4', 'AWS::BedrockAgentCore::Gateway', ['KmsKeyArn']);
