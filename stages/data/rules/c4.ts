import type { Rule } from './rule';

const SECTION =
  'C4 (Raffel et al. 2020, jmlr.org/papers/v21/20-074), section 2.2, as datatrove measures it, without terminal punctuation';

/**
 * C4's document rules. Its line rules are no limits: they change the text (`clean/measure/c4-lines.ts`). datatrove names whichever of the first two it meets
 * first in the text; here `lorem ipsum` comes first.
 */
export const C4: readonly Rule[] = [
  { ...rule('lorem-ipsum', 'c4_lorem_ipsum', 'lines'), atMost: 0 },
  { ...rule('curly-bracket', 'c4_curly_bracket', 'lines'), atMost: 0 },
  { ...rule('too-few-sentences', 'c4_sentences', 'sentences'), atLeast: 5 },
];

function rule(name: string, feature: string, unit: string): Rule {
  return { id: `c4/${name}`, version: 1, feature, unit, source: SECTION };
}
