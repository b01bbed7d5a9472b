import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Guardrails are encrypted with a customer-managed key. */
export const guardrailKey: Rule = customerKey('GuardrailKey', 'AWS::Bedrock::Guardrail', ['KmsKeyArn']);
