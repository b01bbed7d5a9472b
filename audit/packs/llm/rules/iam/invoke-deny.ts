import { GUARDRAIL_KEY, INVOKE_ACTIONS, allowsInvoke } from '../../reading/bedrock-use';
import {
  IDENTITY_POLICIES,
  conditionsOf,
  covers,
  documentsOf,
  isAllow,
  isDeny,
  type Statement,
} from '../../reading/policy';
import { every, some } from '../../reading/quantify';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

const REFUSING = ['stringnotequals', 'stringnotlike', 'arnnotequals', 'arnnotlike'].flatMap((one) => [
  one,
  `${one}ifexists`,
]);

/** What invokes a model is explicitly denied without the guardrail. */
export const invokeDeny: Rule = {
  id: 'InvokeDeny',
  types: IDENTITY_POLICIES,
  check: (resource) => {
    const documents = documentsOf(resource).filter((statements) => some(statements, allowsInvoke));
    if (documents.length === 0) return NOT_APPLICABLE;
    return verdict(every(documents, (statements) => every(INVOKE_ACTIONS, (action) => refuses(statements, action))));
  },
};

/** Whether an invocation without the guardrail, or without any, is denied. A negated operator matches an absent key. */
function refuses(statements: readonly Statement[], action: string): boolean {
  const invoked = statements.some((statement) => isAllow(statement) && covers(statement, action));
  if (!invoked) return true;
  return some(statements, (statement) => {
    if (!isDeny(statement) || !covers(statement, action)) return false;
    const conditions = conditionsOf(statement);
    const alone = conditions.length === 1 ? conditions[0] : undefined;
    return alone?.key === GUARDRAIL_KEY && REFUSING.includes(alone.operator.toLowerCase());
  });
}
