import { verdict, type Rule } from '../../rule';

/** AgentCore gateways do not return debugging detail. */
export const gatewayErrors: Rule = {
  id: 'GatewayErrors',
  types: ['AWS::BedrockAgentCore::Gateway'],
  check: (gateway) => verdict(gateway.at('ExceptionLevel').text() !== 'DEBUG'),
};
