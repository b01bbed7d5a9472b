import { acts } from '../../reading/guardrail-filters';
import { some } from '../../reading/quantify';
import { verdict, type Rule } from '../../rule';

/** Guardrails keep personal data back. */
export const guardrailSensitiveInformation: Rule = {
  id: 'GuardrailSensitiveInformation',
  types: ['AWS::Bedrock::Guardrail'],
  check: (guardrail) => {
    const policy = guardrail.at('SensitiveInformationPolicyConfig');
    const filters = ['PiiEntitiesConfig', 'RegexesConfig'].flatMap((kind) => policy.at(kind).list());
    return verdict(some(filters, (filter) => acts(filter, 'Input') || acts(filter, 'Output')));
  },
};
