import { BEDROCK_USERS, usesBedrock } from '../../reading/bedrock-use';
import { ORGANIZATION_POLICY } from '../../reading/policy';
import { some } from '../../reading/quantify';
import type { Resource } from '../../reading/resource';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** An app that invokes Bedrock enforces a guardrail in its account. */
export const guardrailEnforcement: Rule = {
  id: 'GuardrailEnforcement',
  types: BEDROCK_USERS,
  check: (user) => {
    if (!usesBedrock(user)) return NOT_APPLICABLE;
    const enforced = user.tree.ofType('AWS::Bedrock::EnforcedGuardrailConfiguration');
    if (enforced.some((one) => sameAccount(one, user))) return verdict(true);
    const policies = user.tree.ofType(ORGANIZATION_POLICY);
    return verdict(some(policies, (policy) => policy.at('Type').text() === 'BEDROCK_POLICY'));
  },
};

function sameAccount(one: Resource, other: Resource): boolean {
  return one.account === undefined || other.account === undefined || one.account === other.account;
}
