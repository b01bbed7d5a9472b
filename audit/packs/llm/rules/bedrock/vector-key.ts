import { keyKind } from '../../reading/key';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** Vector collections are encrypted with a customer-managed key. */
export const vectorStoreKey: Rule = {
  id: 'VectorStoreKey',
  types: ['AWS::OpenSearchServerless::SecurityPolicy'],
  check: (policy) => {
    if (policy.at('Type').text() !== 'encryption') return NOT_APPLICABLE;
    return verdict(keyKind(policy.at('Policy').parsed().at('KmsARN')) === 'customer-managed');
  },
};
