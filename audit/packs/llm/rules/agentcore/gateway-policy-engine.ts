import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** AgentCore gateways enforce a policy on tool calls. */
export const gatewayPolicyEngine: Rule = settingIn(
  'GatewayPolicyEngine',
  'AWS::BedrockAgentCore::Gateway',
  ['PolicyEngineConfiguration', 'Mode'],
  ['ENFORCE'],
);
