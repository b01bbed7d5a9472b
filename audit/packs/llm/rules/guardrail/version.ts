import { either, guardableNodes } from '../../reading/flow-nodes';
import { isPinnedVersion } from '../../reading/guardrail-reference';
import { every } from '../../reading/quantify';
import type { Resource } from '../../reading/resource';
import type { Value } from '../../reading/value';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** A guardrail is used by a pinned version. */
export const guardrailVersion: Rule = {
  id: 'GuardrailVersion',
  types: ['AWS::Bedrock::Agent', 'AWS::Bedrock::Flow', 'AWS::Bedrock::EnforcedGuardrailConfiguration'],
  check: (user) => {
    const versions = versionsOf(user);
    return versions.length === 0 ? NOT_APPLICABLE : verdict(every(versions, isPinnedVersion));
  },
};

function versionsOf(user: Resource): Value[] {
  if (user.type === 'AWS::Bedrock::EnforcedGuardrailConfiguration') return [user.at('GuardrailVersion')];
  const configurations =
    user.type === 'AWS::Bedrock::Agent'
      ? [user.at('GuardrailConfiguration')]
      : guardableNodes(user).map((node) => either(node, 'GuardrailConfiguration'));
  return configurations.filter((one) => !one.absent).map((one) => either(one, 'GuardrailVersion'));
}
