import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** AgentCore code interpreters run in a VPC. */
export const agentCore7: Rule = settingIn(
  'BedrockAgentCore.7',
  'AWS::BedrockAgentCore::CodeInterpreterCustom',
  ['NetworkConfiguration', 'NetworkMode'],
  ['VPC'],
);
