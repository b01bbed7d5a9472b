import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Flows are encrypted with a customer-managed key. */
export const flowKey: Rule = customerKey('FlowKey', 'AWS::Bedrock::Flow', ['CustomerEncryptionKeyArn']);
