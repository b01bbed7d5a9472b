import type { Rule } from '../rules/rule';
import { judge, type Judgement, type Statistics } from './gate';
import type { Measured } from './measured';
import type { PreTraining } from './pre-training';

/**
 * Default limits on a table before training. Defaults, not law: a team sets its own for its question.
 * TVD_ALL and not Clarify's TVD: a label that one facet lacks must count (see `divergence.ts`).
 */
export const BALANCE_RULES: readonly Rule[] = [
  {
    id: 'balance/positive-rate-difference',
    version: 1,
    feature: 'dpl',
    atLeast: -0.1,
    atMost: 0.1,
    unit: 'difference of shares',
    source: 'a common tolerance for statistical parity difference; AIF360 draws its fair range at 0.1',
  },
  {
    id: 'balance/class-imbalance',
    version: 1,
    feature: 'ci',
    atLeast: -0.9,
    atMost: 0.9,
    unit: 'difference of shares',
    source: 'Rampart: at 0.9 the smaller side is one row in twenty',
  },
  {
    id: 'balance/label-distance',
    version: 1,
    feature: 'tvd_all',
    atMost: 0.1,
    unit: 'total variation distance',
    source: 'Rampart: the tolerance of the positive rate, for any number of labels',
  },
];

/** The four-fifths rule on predictions. */
export const FOUR_FIFTHS: Rule = {
  id: 'balance/four-fifths',
  version: 1,
  feature: 'di',
  atLeast: 0.8,
  atMost: 1.25,
  unit: 'ratio of positive shares',
  source: 'US Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D',
};

/** Under this many rows on either side, a difference of shares is mostly chance. */
export const FEWEST_ROWS = 30;

/** Judges a table before training. Too few rows in or outside the facet: not evaluated. */
export function judgeTable(
  table: PreTraining,
  { rules = BALANCE_RULES, fewest = FEWEST_ROWS }: { readonly rules?: readonly Rule[]; readonly fewest?: number } = {},
): Judgement {
  return judge(statisticsOf({ ...table.metrics, ...table.full }), rules, tooFew(table, fewest));
}

/** Statistics under the names that rules use: lower case. */
export function statisticsOf(metrics: Readonly<Record<string, Measured>>): Statistics {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name.toLowerCase(), value]));
}

function tooFew({ rows: { facet, rest } }: PreTraining, fewest: number): string | undefined {
  if (facet < fewest) return `the facet has ${facet} rows, and needs ${fewest}`;
  return rest < fewest ? `there are ${rest} rows outside the facet, and ${fewest} are needed` : undefined;
}
