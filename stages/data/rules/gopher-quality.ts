import type { Rule } from './rule';

const SECTION = 'Gopher (Rae et al. 2021, arXiv:2112.11446), section A1.1, as datatrove measures it';

/** Gopher's quality rules, in datatrove's order. Words exclude tokens of symbols alone, except where the unit says tokens. */
export const GOPHER_QUALITY: readonly Rule[] = [
  { ...rule('short-doc', 'words', 'words'), atLeast: 50 },
  { ...rule('long-doc', 'words', 'words'), atMost: 100_000 },
  { ...rule('below-avg-word-length', 'mean_word_length', 'characters a word'), atLeast: 3 },
  { ...rule('above-avg-word-length', 'mean_word_length', 'characters a word'), atMost: 10 },
  { ...rule('too-many-hashes', 'hash_ratio', '# a token'), atMost: 0.1 },
  { ...rule('too-many-ellipses', 'ellipsis_ratio', 'ellipses a token'), atMost: 0.1 },
  { ...rule('too-many-bullets', 'bullet_line_frac', 'share of lines'), atMost: 0.9 },
  { ...rule('too-many-end-ellipses', 'ellipsis_line_frac', 'share of lines'), atMost: 0.3 },
  { ...rule('too-few-alpha-words', 'alpha_word_frac', 'share of tokens'), atLeast: 0.8 },
  { ...rule('too-few-stop-words', 'stop_words', 'different stop words'), atLeast: 2 },
];

function rule(name: string, feature: string, unit: string): Rule {
  return { id: `gopher-quality/${name}`, version: 1, feature, unit, source: SECTION };
}
