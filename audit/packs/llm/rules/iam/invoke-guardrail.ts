import { GUARDRAIL_KEY, allowsInvoke } from '../../reading/bedrock-use';
import { IDENTITY_POLICIES, conditionsOf, documentsOf, type Statement } from '../../reading/policy';
import { every, findings, some } from '../../reading/quantify';
import { NOT_APPLICABLE, type Rule } from '../../rule';

// With `...IfExists` a request without the key passes, as it does with a negated operator.
const DEMANDING = ['stringequals', 'stringlike', 'stringequalsignorecase', 'arnequals', 'arnlike'];

/** Whoever may invoke a model must name a guardrail. */
export const invokeGuardrail: Rule = {
  id: 'InvokeGuardrail',
  types: IDENTITY_POLICIES,
  check: (resource) => {
    const invoking = documentsOf(resource).flat().filter(allowsInvoke);
    if (invoking.length === 0) return NOT_APPLICABLE;
    return findings(invoking, (statement) => (demandsGuardrail(statement) ? [] : [statement.name]));
  },
};

function demandsGuardrail(statement: Statement): boolean {
  return some(conditionsOf(statement), ({ operator, key, values }) => {
    if (key !== GUARDRAIL_KEY || !DEMANDING.includes(operator.toLowerCase())) return false;
    return (
      values.length > 0 &&
      every(
        values,
        (value) =>
          !/^[*?]*$/.test(
            value
              .fragments()
              .map((part) => part ?? '_')
              .join(''),
          ),
      )
    );
  });
}
