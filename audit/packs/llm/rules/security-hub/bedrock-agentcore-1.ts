import type { Rule } from '../../rule';
import { settingIn } from '../../shapes/setting';

/** AgentCore runtimes run in a VPC. */
export const agentCore1: Rule = settingIn(
  'BedrockAgentCore.1',
  'AWS::BedrockAgentCore::Runtime',
  ['NetworkConfiguration', 'NetworkMode'],
  ['VPC'],
);
