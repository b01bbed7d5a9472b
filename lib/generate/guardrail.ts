import type { GuardrailContent } from '../../constructs/serving/guardrail-content';
import type { PiiEntity } from '../../constructs/serving/personal-data';
import { PiiAction } from '../../constructs/serving/personal-data';
import type { GuardrailConfig } from '../config/config';

/** What a config says of its guardrail, in the construct's terms. */
export function guardrailContent(guardrail: GuardrailConfig): GuardrailContent {
  return {
    blockedInputMessage: guardrail.blockedInputMessage,
    blockedOutputMessage: guardrail.blockedOutputMessage,
    deniedTopics: guardrail.deniedTopics.map((topic) => ({ ...topic, examples: [...topic.examples] })),
    blockedWords: [...guardrail.blockedWords],
    personalData: guardrail.piiEntities.map(({ type, action }) => ({
      entity: type as PiiEntity,
      action: action === 'BLOCK' ? PiiAction.BLOCK : PiiAction.ANONYMIZE,
    })),
  };
}
