import { contentFilters } from '../../reading/guardrail-filters';
import { every } from '../../reading/quantify';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** Prompt-attack filters leave the output alone. */
export const guardrailPromptAttackOutput: Rule = {
  id: 'GuardrailPromptAttackOutput',
  types: ['AWS::Bedrock::Guardrail'],
  check: (guardrail) => {
    const filters = contentFilters(guardrail).filter((filter) => filter.at('Type').text() === 'PROMPT_ATTACK');
    if (filters.length === 0) return NOT_APPLICABLE;
    return verdict(every(filters, (filter) => filter.at('OutputStrength').text() === 'NONE'));
  },
};
