import { bites, hasContentFilter } from '../../reading/guardrail-filters';
import { findings } from '../../reading/quantify';
import type { Rule } from '../../rule';

const HARMS = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'];

/** Guardrails filter every kind of harmful content, both ways. */
export const guardrailHarmfulContent: Rule = {
  id: 'GuardrailHarmfulContent',
  types: ['AWS::Bedrock::Guardrail'],
  check: (guardrail) =>
    findings(HARMS, (harm) =>
      hasContentFilter(guardrail, harm, (filter) => bites(filter, 'Input') && bites(filter, 'Output')) ? [] : [harm],
    ),
};
