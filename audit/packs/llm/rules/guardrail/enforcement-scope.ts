import { every } from '../../reading/quantify';
import { verdict, type Rule } from '../../rule';

/** Enforcement excepts no model and no part of a request. */
export const guardrailEnforcementScope: Rule = {
  id: 'GuardrailEnforcementScope',
  types: ['AWS::Bedrock::EnforcedGuardrailConfiguration'],
  check: (enforcement) => {
    const guarding = enforcement.at('SelectiveContentGuarding');
    const parts = [guarding.at('Messages'), guarding.at('System')];
    const excluded = enforcement.at('ModelEnforcement', 'ExcludedModels');
    return verdict(
      excluded.list().length === 0 && every(parts, (part) => (part.text() ?? 'COMPREHENSIVE') === 'COMPREHENSIVE'),
    );
  },
};
