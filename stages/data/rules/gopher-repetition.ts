import type { Rule } from './rule';

const TABLE = 'Gopher (Rae et al. 2021, arXiv:2112.11446), table A1, as datatrove measures it';

/** Gopher's repetition rules, in datatrove's order. Shares of characters are of the whole text. */
export const GOPHER_REPETITION: readonly Rule[] = [
  rule('dup-para-frac', 'dup_para_frac', 0.3, 'share of paragraphs'),
  rule('dup-para-char-frac', 'dup_para_char_frac', 0.2, 'share of characters'),
  rule('dup-line-frac', 'dup_line_frac', 0.3, 'share of lines'),
  rule('dup-line-char-frac', 'dup_line_char_frac', 0.2, 'share of characters'),
  rule('top-2-gram', 'top_2_gram_frac', 0.2, 'share of characters'),
  rule('top-3-gram', 'top_3_gram_frac', 0.18, 'share of characters'),
  rule('top-4-gram', 'top_4_gram_frac', 0.16, 'share of characters'),
  rule('dup-5-gram', 'dup_5_gram_frac', 0.15, 'share of characters'),
  rule('dup-6-gram', 'dup_6_gram_frac', 0.14, 'share of characters'),
  rule('dup-7-gram', 'dup_7_gram_frac', 0.13, 'share of characters'),
  rule('dup-8-gram', 'dup_8_gram_frac', 0.12, 'share of characters'),
  rule('dup-9-gram', 'dup_9_gram_frac', 0.11, 'share of characters'),
  rule('dup-10-gram', 'dup_10_gram_frac', 0.1, 'share of characters'),
];

function rule(name: string, feature: string, atMost: number, unit: string): Rule {
  return { id: `gopher-repetition/${name}`, version: 1, feature, atMost, unit, source: TABLE };
}
