import { Token } from 'aws-cdk-lib';
import type { DeniedTopic, GuardrailContent } from './guardrail-content';
import { ServingError } from './serving-error';

const GUARDRAIL_NAME = /^[0-9a-zA-Z_-]{1,50}$/;
const TOPIC_NAME = /^[0-9a-zA-Z\-_ !?.]{1,100}$/;
const PROFILE_ID = /^[a-z0-9-]+\.guardrail\.v[0-9:]+$/;

/**
 * Refuses what the service would refuse at deployment, and thresholds so low that they stop nothing.
 *
 * @throws ServingError with a code for each property
 */
export function requireGuardrailLimits(name: string, content: GuardrailContent): void {
  if (!GUARDRAIL_NAME.test(name)) {
    throw new ServingError(
      'GUARDRAIL_NAME_INVALID',
      `name must be 1 to 50 letters, digits, hyphens and underscores, got ${name}`,
    );
  }
  message('blockedInputMessage', content.blockedInputMessage);
  message('blockedOutputMessage', content.blockedOutputMessage);
  threshold('groundingThreshold', content.groundingThreshold);
  threshold('relevanceThreshold', content.relevanceThreshold);
  words(content.blockedWords ?? []);
  crossRegion(content);
  const longest = content.crossRegion ? 1000 : 200;
  atMost(30, 'TOPICS_TOO_MANY', 'deniedTopics', content.deniedTopics ?? []);
  for (const topic of content.deniedTopics ?? []) oneTopic(topic, longest);
  const repeated = duplicate((content.deniedTopics ?? []).map(({ name: topic }) => topic.toLowerCase()));
  if (repeated !== undefined) {
    throw new ServingError('TOPIC_REPEATED', `deniedTopics must have different names, got ${repeated} twice`);
  }
}

function message(property: string, text: string | undefined): void {
  if (text !== undefined) textOf(500, 'MESSAGE_INVALID', property, text);
}

function threshold(property: string, value: number | undefined): void {
  if (value === undefined || (value >= 0.5 && value <= 0.99)) return;
  throw new ServingError('THRESHOLD_OUT_OF_RANGE', `${property} must be from 0.5 to 0.99, got ${value}`);
}

function words(given: readonly string[]): void {
  atMost(10_000, 'WORDS_TOO_MANY', 'blockedWords', given);
  for (const word of given) textOf(100, 'WORD_INVALID', 'blockedWords', word);
}

function oneTopic({ name, definition, examples }: DeniedTopic, longest: number): void {
  if (!TOPIC_NAME.test(name)) {
    throw new ServingError(
      'TOPIC_NAME_INVALID',
      `deniedTopics: name must be 1 to 100 letters, digits, spaces and -_!?., got ${JSON.stringify(name)}`,
    );
  }
  textOf(longest, 'TOPIC_DEFINITION_INVALID', `deniedTopics: definition of ${name}`, definition);
  atMost(5, 'TOPIC_EXAMPLES_TOO_MANY', `deniedTopics: examples of ${name}`, examples ?? []);
  for (const example of examples ?? []) {
    textOf(100, 'TOPIC_EXAMPLE_INVALID', `deniedTopics: an example of ${name}`, example);
  }
}

function crossRegion({ crossRegion: given }: GuardrailContent): void {
  if (given === undefined) return;
  if (!PROFILE_ID.test(given.profileId)) {
    throw new ServingError(
      'GUARDRAIL_PROFILE_INVALID',
      `crossRegion.profileId must be the id of a guardrail profile such as eu.guardrail.v1:0, got ${given.profileId}`,
    );
  }
  if (given.regions.length === 0) {
    throw new ServingError('GUARDRAIL_PROFILE_INVALID', 'crossRegion.regions must name at least one region, got none');
  }
}

/** Literal text only: a value known at deployment could be anything, and would change a version that is meant to stand still. */
function textOf(longest: number, code: string, property: string, text: string): void {
  const length = [...text].length;
  if (!Token.isUnresolved(text) && text.trim() !== '' && length <= longest) return;
  throw new ServingError(
    code,
    `${property} must be literal text of 1 to ${longest} characters, got ${length}: ${text}`,
  );
}

function atMost(limit: number, code: string, property: string, items: readonly unknown[]): void {
  if (items.length <= limit) return;
  throw new ServingError(code, `${property} must have at most ${limit} items, got ${items.length}`);
}

function duplicate(items: readonly string[]): string | undefined {
  return items.find((item, index) => items.indexOf(item) !== index);
}
