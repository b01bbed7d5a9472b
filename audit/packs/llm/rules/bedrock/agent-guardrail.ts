import { verdict, type Rule } from '../../rule';

/** Bedrock agents have a guardrail. */
export const agentGuardrail: Rule = {
  id: 'AgentGuardrail',
  types: ['AWS::Bedrock::Agent'],
  check: (agent) => verdict(agent.at('GuardrailConfiguration', 'GuardrailIdentifier').given()),
};
