import { findings } from '../../reading/quantify';
import type { Value } from '../../reading/value';
import type { Rule } from '../../rule';

const FULL_ACCESS = [
  'AmazonBedrockFullAccess',
  'BedrockAgentCoreFullAccess',
  'AmazonSageMakerFullAccess',
  'AdministratorAccess',
];

/** No identity has AWS's full-access policies for AI services. */
export const fullAccess: Rule = {
  id: 'FullAccess',
  types: ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'],
  check: (identity) => findings(identity.at('ManagedPolicyArns').list(), broad),
};

function broad(policy: Value): string[] {
  if (policy.target()) return [];
  const fragments = policy.fragments();
  const ending = fragments.at(-1);
  if (ending === undefined) throw policy.unread('a policy ARN');
  return FULL_ACCESS.filter((name) => ending.endsWith(`policy/${name}`));
}
