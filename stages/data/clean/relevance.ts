import type { Rule } from '../rules/rule';
import { eachGram } from './grams';
import { HEAVIEST, type RelevanceProfile } from './relevance-profile';

const FULL = 127;

/**
 * How much a text is about what the profile is about: the mean weight of its words and word pairs, from -4 to 4. Over 0, it has more of the seeds' words
 * than the background has; a text without words has 0.
 */
export function relevance(text: string, { weights }: RelevanceProfile): number {
  let sum = 0;
  let grams = 0;
  eachGram(text, (bucket) => {
    sum += weights[bucket] as number;
    grams += 1;
  });
  return grams === 0 ? 0 : (sum * HEAVIEST) / (grams * FULL);
}

/** The rule on relevance: a team chooses its limit on its own documents. */
export function relevanceRule(atLeast = 0): Rule {
  return {
    id: 'relevance/profile',
    version: 1,
    feature: 'relevance',
    atLeast,
    unit: 'mean z-score of words and word pairs',
    source: "the team's own profile; weights after Monroe, Colaresi and Quinn 2008 (Fightin' Words)",
  };
}
