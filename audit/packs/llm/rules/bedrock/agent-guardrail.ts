import { verdict, type Rule } from '../../rule';

/** Bedrock agents have a guardrail. */
export const agentGuardrail: Rule = {
  id: 'AgentGuardrail',
  types: ['AWS::Bedrock::Agent'],
  check: (agent) => {
    const guardrail = agent.at('GuardrailConfiguration', 'GuardrailIdentifier');
    return verdict(!guardrail.absent && guardrail.raw !== '');
  },
};
