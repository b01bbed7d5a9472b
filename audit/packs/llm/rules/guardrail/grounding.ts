import { grounds } from '../../reading/guardrail-filters';
import { findings, some } from '../../reading/quantify';
import type { Rule } from '../../rule';

/** Guardrails check that answers rest on their sources. */
export const guardrailGrounding: Rule = {
  id: 'GuardrailGrounding',
  types: ['AWS::Bedrock::Guardrail'],
  check: (guardrail) => {
    const filters = guardrail.at('ContextualGroundingPolicyConfig', 'FiltersConfig').list();
    return findings(['GROUNDING', 'RELEVANCE'], (type) =>
      some(filters, (filter) => filter.at('Type').text() === type && grounds(filter)) ? [] : [type],
    );
  },
};
