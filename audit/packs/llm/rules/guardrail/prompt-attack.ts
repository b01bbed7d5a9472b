import { bites, hasContentFilter } from '../../reading/guardrail-filters';
import { verdict, type Rule } from '../../rule';

/** Guardrails stop prompt attacks. */
export const guardrailPromptAttack: Rule = {
  id: 'GuardrailPromptAttack',
  types: ['AWS::Bedrock::Guardrail'],
  check: (guardrail) => verdict(hasContentFilter(guardrail, 'PROMPT_ATTACK', (filter) => bites(filter, 'Input'))),
};
