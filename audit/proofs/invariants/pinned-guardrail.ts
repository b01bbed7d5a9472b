import type { Given } from '../../iam/query';
import { declaredWho } from '../declared-who';
import type { Invariant, Proof } from '../invariant';
import { impossible } from '../verdicts';

/** `Converse` and `ConverseStream` are authorised as these two. */
const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/** Requests that carry no guardrail, or one that anybody who edits the draft can change. */
const UNPINNED: readonly (readonly [what: string, given: Given])[] = [
  ['without a guardrail', { 'bedrock:GuardrailIdentifier': null }],
  ['with a guardrail’s draft', { 'bedrock:GuardrailIdentifier': { unlike: 'arn:*:guardrail/*:*' } }],
  ['with the version DRAFT', { 'bedrock:GuardrailIdentifier': { like: '*:DRAFT' } }],
];

/** Who may call a foundation model can do so with a pinned version of a guardrail only, also where the request names none. */
export const PINNED_GUARDRAIL: Invariant = {
  id: 'Proof-PinnedGuardrail',
  title: 'Every call of a foundation model carries a pinned guardrail',
  risk: 'An allow that asks for the guardrail is bypassed by any other allow, and by a request that names no guardrail at all.',
  check:
    'For each principal that can call bedrock:InvokeModel: no request without bedrock:GuardrailIdentifier is allowed, and none whose identifier is not a numbered version.',
  remedy:
    'Deny InvokeModel where bedrock:GuardrailIdentifier is not the version; a negated condition also holds where the key is absent.',
  sources: ['OWASP LLM01:2026', 'AISVS 2.3.3', 'AWS BR-10', 'AWS BR-13', 'GENSEC02-BP01'],
  prove(facts) {
    const { may, open } = declaredWho(facts, { action: INVOKE });
    const callers = may.flatMap(({ who, place }) =>
      UNPINNED.map(([what, unpinned]): Proof =>
        impossible(
          facts.may({ principal: who, action: INVOKE, given: unpinned }),
          { subject: `${place}: ${what}` },
          `cannot call a model ${what}`,
          `calls a model ${what}`,
        ),
      ),
    );
    return [...callers, ...open];
  },
};
