import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** AgentCore browsers stay out of the public network. */
export const agentCore5: Rule = settingIn(
  'BedrockAgentCore.5',
  'AWS::BedrockAgentCore::BrowserCustom',
  ['NetworkConfiguration', 'NetworkMode'],
  ['VPC'],
);
