import type { Rule } from './rule';

const SECTION = 'FineWeb (Penedo et al. 2024, arXiv:2406.17557), section 3.6, as datatrove measures it';

/** FineWeb's own rules, measured on the lines that C4's line rules leave. */
export const FINEWEB: readonly Rule[] = [
  { ...rule('empty', 'fineweb_lines', 'lines'), atLeast: 1 },
  { ...rule('line-punct-ratio', 'line_punct_frac', 'share of lines'), atLeast: 0.12 },
  { ...rule('short-line-ratio', 'short_line_frac', 'share of lines'), atMost: 0.67 },
  { ...rule('char-dup-ratio', 'line_char_dup_frac', 'share of characters'), atMost: 0.01 },
  { ...rule('list-ratio', 'newline_ratio', 'newlines a token'), atMost: 0.3 },
];

function rule(name: string, feature: string, unit: string): Rule {
  return { id: `fineweb/${name}`, version: 1, feature, unit, source: SECTION };
}
