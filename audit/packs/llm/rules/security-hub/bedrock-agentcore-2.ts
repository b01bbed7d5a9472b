import { verdict, type Rule } from '../../rule';

/** AgentCore gateways authorise what comes in. */
export const agentCore2: Rule = {
  id: 'BedrockAgentCore.2',
  types: ['AWS::BedrockAgentCore::Gateway'],
  check: (gateway) => {
    const type = gateway.at('AuthorizerType').text() ?? 'NONE';
    if (type !== 'AUTHENTICATE_ONLY') return verdict(['AWS_IAM', 'CUSTOM_JWT'].includes(type));
    // It says who calls, not whether they may: only a policy engine decides that.
    return verdict(gateway.at('PolicyEngineConfiguration', 'Mode').text() === 'ENFORCE');
  },
};
