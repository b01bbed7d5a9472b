import type { CfnGuardrail, CfnGuardrailProps } from 'aws-cdk-lib/aws-bedrock';
import { withAlwaysOn, type PiiRule } from './personal-data';

/** A topic that the model does not talk about. */
export interface DeniedTopic {
  /** 1 to 100 letters, digits, spaces and `-_!?.` */
  readonly name: string;
  /** What belongs to the topic: up to 200 characters, or 1000 where the guardrail works across regions. */
  readonly definition: string;
  /** Up to 5 prompts of up to 100 characters. @default - none */
  readonly examples?: string[];
}

/**
 * Lets the guardrail's own models run in the regions of a profile, for more languages and finer judgement (the standard tier).
 * Prompts and answers then leave the home region for those.
 */
export interface GuardrailCrossRegion {
  /** E.g. `eu.guardrail.v1:0`. */
  readonly profileId: string;
  /** The regions that the profile may use, the home region included: a caller needs to be allowed in each. */
  readonly regions: string[];
}

/** What a guardrail stops beyond what every guardrail stops, and what it then says. */
export interface GuardrailContent {
  /** What a caller reads instead of an answer to a stopped prompt: up to 500 characters. @default 'This request cannot be answered here.' */
  readonly blockedInputMessage?: string;
  /** What a caller reads instead of a stopped answer: up to 500 characters. @default 'The answer was withheld.' */
  readonly blockedOutputMessage?: string;
  /** Up to 30. @default - none */
  readonly deniedTopics?: DeniedTopic[];
  /** Up to 10,000 words or phrases of up to 100 characters, beside profanity, which is always stopped. @default - none */
  readonly blockedWords?: string[];
  /** Added to the set that always applies, which blocks secrets and masks addresses, e-mail, phone and ids. @default - none */
  readonly personalData?: PiiRule[];
  /** How well an answer must rest on its sources, where a request names sources: from 0.5 to 0.99. @default 0.75 */
  readonly groundingThreshold?: number;
  /** How much an answer must be about the question, where a request names sources: from 0.5 to 0.99. @default 0.75 */
  readonly relevanceThreshold?: number;
  /** @default - the guardrail works in its own region only (the classic tier) */
  readonly crossRegion?: GuardrailCrossRegion;
}

/** The part of a guardrail's properties that a version freezes. */
export type GuardrailBody = Omit<CfnGuardrailProps, 'name' | 'description' | 'kmsKeyArn' | 'tags'>;

const HARM = ['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'];
const BOTH_WAYS = { inputEnabled: true, outputEnabled: true };
const BLOCKED_BOTH_WAYS = { inputAction: 'BLOCK', outputAction: 'BLOCK', ...BOTH_WAYS };

/** The guardrail that stands for the content. There is no way to write a filter that is off, or that detects and does not act. */
export function guardrailBody(content: GuardrailContent, profileArn: string | undefined): GuardrailBody {
  const tierName = profileArn === undefined ? 'CLASSIC' : 'STANDARD';
  return {
    blockedInputMessaging: content.blockedInputMessage ?? 'This request cannot be answered here.',
    blockedOutputsMessaging: content.blockedOutputMessage ?? 'The answer was withheld.',
    contentPolicyConfig: { filtersConfig: contentFilters(), contentFiltersTierConfig: { tierName } },
    wordPolicyConfig: wordPolicy(content.blockedWords ?? []),
    sensitiveInformationPolicyConfig: {
      piiEntitiesConfig: withAlwaysOn(content.personalData ?? []).map(({ entity, action }) => ({
        type: entity,
        action,
        inputAction: action,
        outputAction: action,
        ...BOTH_WAYS,
      })),
    },
    contextualGroundingPolicyConfig: {
      filtersConfig: [
        { type: 'GROUNDING', threshold: content.groundingThreshold ?? 0.75, action: 'BLOCK', enabled: true },
        { type: 'RELEVANCE', threshold: content.relevanceThreshold ?? 0.75, action: 'BLOCK', enabled: true },
      ],
    },
    ...(content.deniedTopics?.length && {
      topicPolicyConfig: {
        topicsConfig: content.deniedTopics.map(({ name, definition, examples }) => ({
          name,
          definition,
          type: 'DENY',
          ...(examples?.length && { examples }),
          ...BLOCKED_BOTH_WAYS,
        })),
        topicsTierConfig: { tierName },
      },
    }),
    ...(profileArn !== undefined && { crossRegionConfig: { guardrailProfileArn: profileArn } }),
  };
}

/** Everything at its strictest. An answer cannot attack a prompt: the service refuses any other output strength than NONE there. */
function contentFilters(): CfnGuardrail.ContentFilterConfigProperty[] {
  return [
    ...HARM.map((type) => ({ type, inputStrength: 'HIGH', outputStrength: 'HIGH', ...BLOCKED_BOTH_WAYS })),
    {
      type: 'PROMPT_ATTACK',
      inputStrength: 'HIGH',
      outputStrength: 'NONE',
      inputAction: 'BLOCK',
      inputEnabled: true,
    },
  ];
}

function wordPolicy(words: readonly string[]): CfnGuardrail.WordPolicyConfigProperty {
  return {
    managedWordListsConfig: [{ type: 'PROFANITY', ...BLOCKED_BOTH_WAYS }],
    ...(words.length > 0 && { wordsConfig: words.map((text) => ({ text, ...BLOCKED_BOTH_WAYS })) }),
  };
}
