import type { Resource } from '../../assembly/model';
import { list } from '../../assembly/readers';
import { type Resolved } from '../../assembly/value';
import type { Facts } from '../facts';
import {
  flagAt,
  flagged,
  judged,
  present,
  referredBy,
  referrers,
  right,
  textAt,
  wrong,
  type Seen,
  type Setting,
} from './setting';

const ENFORCEMENT = 'AWS::Bedrock::EnforcedGuardrailConfiguration';
const GUARDRAIL = 'AWS::Bedrock::Guardrail';

/** The kinds of content that Bedrock Guardrails filters; the last is the attack on the prompt itself. */
const CONTENT = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE', 'PROMPT_ATTACK'];

/** Guardrails, endpoints, and how they scale. */
export const MODEL_SETTINGS: readonly Setting[] = [
  {
    type: GUARDRAIL,
    what: 'content',
    wanted: `a filter for each of ${CONTENT.join(', ')}`,
    platform: true,
    see: (guardrail, { model }) => {
      const types = typesOf(model.property(guardrail, 'ContentPolicyConfig', 'FiltersConfig'));
      const missing = CONTENT.filter((type) => !types.includes(type));
      return judged(missing.length === 0, missing.length === 0 ? 'each' : `none for ${missing.join(', ')}`);
    },
  },
  {
    type: GUARDRAIL,
    what: 'actions',
    wanted: 'no member of any policy whose action is NONE, or that is switched off',
    see: inEffect,
  },
  {
    type: GUARDRAIL,
    what: 'personal data',
    wanted: 'a policy for sensitive information',
    platform: true,
    see: present('SensitiveInformationPolicyConfig', 'PiiEntitiesConfig'),
  },
  {
    type: GUARDRAIL,
    what: 'grounding',
    wanted: 'filters, where it has the policy',
    see: (guardrail, facts) =>
      facts.model.property(guardrail, 'ContextualGroundingPolicyConfig') === undefined
        ? undefined
        : present('ContextualGroundingPolicyConfig', 'FiltersConfig')(guardrail, facts),
  },
  {
    type: GUARDRAIL,
    what: 'version',
    wanted: 'a version that is made of it, so that what is used cannot change under its users',
    platform: true,
    see: referredBy('AWS::Bedrock::GuardrailVersion', 'GuardrailIdentifier'),
  },
  {
    type: GUARDRAIL,
    what: 'enforcement',
    wanted: 'an enforced configuration for the account',
    platform: true,
    see: (guardrail, facts) =>
      facts.declared.platform?.switchesOn.includes(ENFORCEMENT) === true
        ? referredBy(ENFORCEMENT, 'GuardrailIdentifier')(guardrail, facts)
        : undefined,
  },
  {
    type: 'AWS::SageMaker::Endpoint',
    what: 'variants',
    wanted: 'RetainAllVariantProperties: a release does not undo what scaling has set',
    platform: true,
    see: flagged(['RetainAllVariantProperties'], true),
  },
  {
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    what: 'policy',
    wanted: 'a scaling policy with a type, or the target stays at its least',
    see: (target, facts) => {
      const own = referrers(facts, target, 'AWS::ApplicationAutoScaling::ScalingPolicy', ['ScalingTargetId']);
      const whole = own.some((one) => facts.model.property(one, 'PolicyType') !== undefined);
      return judged(whole, whole ? 'one' : 'none, or without a type');
    },
  },
];

function typesOf(filters: Resolved | undefined): readonly string[] {
  const read = list(filters);
  return (read.kind === 'resolved' ? read.value : []).flatMap((filter) => textAt(filter, 'Type') ?? []);
}

/** Lists of a guardrail whose members act on the prompt, the answer, or both. */
const ACTING = [
  ['ContentPolicyConfig', 'FiltersConfig'],
  ['SensitiveInformationPolicyConfig', 'PiiEntitiesConfig'],
  ['SensitiveInformationPolicyConfig', 'RegexesConfig'],
  ['TopicPolicyConfig', 'TopicsConfig'],
  ['WordPolicyConfig', 'WordsConfig'],
  ['WordPolicyConfig', 'ManagedWordListsConfig'],
  ['ContextualGroundingPolicyConfig', 'FiltersConfig'],
] as const;

function inEffect(guardrail: Resource, { model }: Facts): Seen {
  for (const path of ACTING) {
    const read = list(model.property(guardrail, ...path));
    for (const [index, member] of (read.kind === 'resolved' ? read.value : []).entries()) {
      const name = `${path[1]} ${textAt(member, 'Type') ?? index + 1}`;
      for (const key of ['Action', 'InputAction', 'OutputAction']) {
        if (textAt(member, key) === 'NONE') return wrong(`${name}: ${key} NONE`);
      }
      for (const key of ['Enabled', 'InputEnabled', 'OutputEnabled']) {
        if (flagAt(member, key) === false) return wrong(`${name}: ${key} false`);
      }
    }
  }
  return right('each member acts');
}
