import { acts } from '../../reading/guardrail-filters';
import { some } from '../../reading/quantify';
import { verdict, type Rule } from '../../rule';

/** Guardrails have word filters. */
export const guardrailWords: Rule = {
  id: 'GuardrailWords',
  types: ['AWS::Bedrock::Guardrail'],
  check: (guardrail) => {
    const policy = guardrail.at('WordPolicyConfig');
    const filters = ['WordsConfig', 'ManagedWordListsConfig'].flatMap((kind) => policy.at(kind).list());
    return verdict(some(filters, (filter) => acts(filter, 'Input') || acts(filter, 'Output')));
  },
};
