import { GUARDRAIL_KEY, allowsInvoke } from '../../reading/bedrock-use';
import { isPinnedVersion } from '../../reading/guardrail-reference';
import { IDENTITY_POLICIES, conditionsOf, documentsOf } from '../../reading/policy';
import { every } from '../../reading/quantify';
import type { Value } from '../../reading/value';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** The guardrail that a caller must name is a pinned version. */
export const invokeGuardrailVersion: Rule = {
  id: 'InvokeGuardrailVersion',
  types: IDENTITY_POLICIES,
  check: (resource) => {
    const conditions = documentsOf(resource)
      .flat()
      .filter(allowsInvoke)
      .flatMap((statement) => conditionsOf(statement))
      .filter(({ key, operator }) => key === GUARDRAIL_KEY && operator.toLowerCase() !== 'null');
    if (conditions.length === 0) return NOT_APPLICABLE;
    return verdict(
      every(
        conditions.flatMap(({ values }) => values),
        isPinnedIdentifier,
      ),
    );
  },
};

function isPinnedIdentifier(identifier: Value): boolean {
  const joined = identifier.joined();
  const version = joined?.at(-1);
  if (joined && version) return joined.at(-2)?.raw === ':' ? isPinnedVersion(version) : endsPinned(version);
  if (identifier.target()?.resource.type === 'AWS::Bedrock::Guardrail') return false;
  return endsPinned(identifier);
}

function endsPinned(identifier: Value): boolean {
  const ending = identifier.fragments().at(-1);
  if (ending === undefined) throw identifier.unread('a guardrail with a version');
  return /:[1-9][0-9]*$/.test(ending) && !/guardrail\/[^:]*$/.test(ending);
}
