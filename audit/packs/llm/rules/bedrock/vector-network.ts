import { every } from '../../reading/quantify';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** Vector collections are not open to the public network. */
export const vectorStoreNetwork: Rule = {
  id: 'VectorStoreNetwork',
  types: ['AWS::OpenSearchServerless::SecurityPolicy'],
  check: (policy) => {
    if (policy.at('Type').text() !== 'network') return NOT_APPLICABLE;
    return verdict(every(policy.at('Policy').parsed().list(), (rule) => rule.at('AllowFromPublic').bool() !== true));
  },
};
