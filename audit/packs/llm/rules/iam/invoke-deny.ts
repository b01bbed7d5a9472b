import { isDeepStrictEqual } from 'node:util';
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
  const allowing = statements.filter((statement) => isAllow(statement) && covers(statement, action));
  if (allowing.length === 0) return true;
  return some(statements, (statement) => {
    if (!isDeny(statement) || !covers(statement, action)) return false;
    const conditions = conditionsOf(statement);
    const alone = conditions.length === 1 ? conditions[0] : undefined;
    if (alone?.key !== GUARDRAIL_KEY || !REFUSING.includes(alone.operator.toLowerCase())) return false;
    return allowing.every((allow) => reachesAsFar(statement, allow));
  });
}

/** Whether the Deny speaks of everything that the Allow does: of all resources, or of the same ones. */
function reachesAsFar(deny: Statement, allow: Statement): boolean {
  const denied = deny.value.at('Resource').oneOrMany();
  if (denied.some((one) => one.raw === '*')) return true;
  const allowed = allow.value.at('Resource').oneOrMany();
  return allowed.length > 0 && allowed.every((one) => denied.some((other) => isDeepStrictEqual(one.raw, other.raw)));
}
