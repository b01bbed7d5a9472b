import type { Rule } from '../../rule';
import { customerKey } from '../../shapes/encrypted';

/** Managed prompts are encrypted with a customer-managed key. */
export const promptKey: Rule = customerKey('PromptKey', 'AWS::Bedrock::Prompt', ['CustomerEncryptionKeyArn']);
