import { measured, notEvaluated, type Measured } from './measured';
import { selects, type BalanceRow, type Selection } from './question';
import { wilson, type Interval } from './wilson';

/** How much of a set comes from how few sources. */
export interface Concentration {
  /** Herfindahl and Hirschman: the sum of squared shares; 1 where one source has all. */
  readonly hhi: Measured;
  /** How many equal sources would be as concentrated: 1 / HHI. */
  readonly effectiveSources: Measured;
  /** Gini coefficient of the sources' sizes: 0 where all are equal. */
  readonly gini: Measured;
  /** Sources with their share, the largest first. */
  readonly shares: readonly { readonly source: string; readonly count: number; readonly share: number }[];
}

/** Concentration of the counts a source. Gini: the mean absolute difference over twice the mean, from the sorted sizes. */
export function concentration(counts: Readonly<Record<string, number>>): Concentration {
  const entries = Object.entries(counts).sort(([s, n], [t, m]) => m - n || (s < t ? -1 : 1));
  const all = entries.reduce((sum, [, count]) => sum + count, 0);
  if (!(all > 0)) {
    const none = notEvaluated('there is no record');
    return { hhi: none, effectiveSources: none, gini: none, shares: [] };
  }
  const shares = entries.map(([source, count]) => ({ source, count, share: count / all }));
  const squares = entries.reduce((sum, [, count]) => sum + count * count, 0);
  const weighted = entries.reduce((sum, [, count], i) => sum + (entries.length - i) * count, 0);
  return {
    hhi: measured(squares / (all * all)),
    effectiveSources: measured((all * all) / squares),
    gini: measured((2 * weighted) / (entries.length * all) - (entries.length + 1) / entries.length),
    shares,
  };
}

/** How often a source's records have the positive label. */
export interface SourceRate {
  readonly source: string;
  readonly positives: number;
  readonly labelled: number;
  readonly rate: number;
  /** Wilson, 95 %. */
  readonly interval: Interval;
  /** The interval lies wholly above or below the rate of all other sources together. Undefined where there is no other. */
  readonly differs?: 'above' | 'below';
}

/** Label rates a source, by source. Rows without source or label are left out. */
export function sourceRates(rows: Iterable<BalanceRow>, sourceColumn: string, label: Selection): SourceRate[] {
  const counts = new Map<string, { positives: number; labelled: number }>();
  const all = { positives: 0, labelled: 0 };
  for (const row of rows) {
    const positive = selects(label, row[label.column]);
    const source = row[sourceColumn];
    if (positive === undefined || source === null || source === undefined) continue;
    const entry = counts.get(String(source)) ?? { positives: 0, labelled: 0 };
    for (const count of [entry, all]) {
      count.labelled++;
      if (positive) count.positives++;
    }
    counts.set(String(source), entry);
  }
  return [...counts.keys()].sort().flatMap((source) => rateOf(source, counts.get(source), all));
}

function rateOf(
  source: string,
  count: { positives: number; labelled: number } | undefined,
  all: { positives: number; labelled: number },
): SourceRate[] {
  if (count === undefined) return [];
  const interval = wilson(count.positives, count.labelled);
  if (interval === undefined) return [];
  const rate = { source, ...count, rate: count.positives / count.labelled, interval };
  const others = all.labelled - count.labelled;
  if (others === 0) return [rate];
  const elsewhere = (all.positives - count.positives) / others;
  if (interval.low > elsewhere) return [{ ...rate, differs: 'above' }];
  return [interval.high < elsewhere ? { ...rate, differs: 'below' } : rate];
}
