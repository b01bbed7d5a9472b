import { POISON_RULES } from '../poison/poison-features';
import { QUALITY_RULES } from '../rules/quality-rules';

/** Measured features of a document, by the name of their column, in a fixed order. */
export const FEATURES: readonly string[] = [
  ...new Set([
    /** 1 where the language is one that the plan keeps, or it keeps all. */
    'language_kept',
    /** 0 to 1. */
    'language_score',
    'hidden_characters',
    'repaired_characters',
    'hidden_elements',
    ...POISON_RULES.map(({ feature }) => feature),
    'relevance',
    'eval_overlap',
    'eval_longest_run',
    ...QUALITY_RULES.map(({ feature }) => feature),
  ]),
];
