import { verdict, type Rule } from '../../rule';

/** AgentCore harnesses run in a VPC. */
export const harnessNetwork: Rule = {
  id: 'HarnessNetwork',
  types: ['AWS::BedrockAgentCore::Harness'],
  check: (harness) => {
    const network = harness.at('Environment', 'AgentCoreRuntimeEnvironment', 'NetworkConfiguration');
    return verdict(network.at('NetworkMode').text() === 'VPC');
  },
};
