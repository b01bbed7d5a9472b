import type { Rule } from '../rules/rule';
import type { EvaluationIndex } from './evaluation-index';
import { GRAM_WORDS, wordGrams } from './word-grams';

/** How much of an evaluation set stands in a document. */
export interface Contamination {
  /** Share of the document's n-grams that evaluation texts have too. */
  readonly eval_overlap: number;
  /** Words of the longest run that an evaluation text has too, as its n-grams follow one another; 0 without any. */
  readonly eval_longest_run: number;
}

/** Measures `text` against `index`. */
export function contamination(text: string, index: EvaluationIndex): Contamination {
  let grams = 0;
  let hits = 0;
  let run = 0;
  let longest = 0;
  wordGrams(text, (hash) => {
    grams++;
    run = index.has(hash) ? run + 1 : 0;
    if (run > 0) hits++;
    if (run > longest) longest = run;
  });
  return {
    eval_overlap: grams === 0 ? 0 : hits / grams,
    eval_longest_run: longest === 0 ? 0 : longest + GRAM_WORDS - 1,
  };
}

const SOURCE = 'Brown et al. 2020 (GPT-3), appendix C: 13-gram overlap with evaluation sets';

/** A document with one shared run of 13 words is dropped; a short one, all of whose words an evaluation text has, as well. */
export const DECONTAMINATION_RULES: readonly Rule[] = [
  {
    id: 'decontaminate/longest-run',
    version: 1,
    feature: 'eval_longest_run',
    atMost: GRAM_WORDS - 1,
    unit: 'words',
    source: SOURCE,
  },
];
