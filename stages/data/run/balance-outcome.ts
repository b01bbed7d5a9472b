import { weat, type WeatResult } from '../balance/weat';
import { under } from './accounts';
import { causesOf, measureBalance, underWeights, type BalanceReport, type Table } from './balance-step';
import { ADDED, IDENTITY, SWAPPED } from './copier';
import type { Counted } from './counted';
import { booksOf, tableAfter, tableOf, type MeasureBooks } from './measure-books';
import type { CounterMeasure } from './measures';
import type { BalanceSettings, WeatSettings } from './settings';

/** Facets before the counter-measures and after them, and what each of them did. */
export interface BalanceOutcome {
  readonly before: BalanceReport;
  readonly after: BalanceReport;
  readonly causes: ReturnType<typeof causesOf>;
  /** In order: each got what the one before left. */
  readonly measures: readonly Measure[];
  readonly weat?: readonly NamedWeat[];
}

/** What a counter-measure did. */
export interface Measure extends MeasureBooks {
  readonly after: BalanceReport;
  /** What it was made of: sources, shares, strata or weights. */
  readonly plan: CounterMeasure;
  /** Documents by the group that they name most, before swapping and after it; and what came of swapping. */
  readonly identity?: {
    readonly before: BalanceReport;
    readonly after: BalanceReport;
    readonly swaps: Readonly<Record<string, number>>;
  };
}

/** A word association test by its name. */
export interface NamedWeat extends WeatResult {
  readonly name: string;
}

/**
 * @param counted documents before labels and balance took any out, by source
 * @param tallies what tasks counted, over all parts
 * @param kept documents that were written
 * @throws AccountError `COUNTS_DIFFER`
 */
export function balanceOutcome(
  settings: BalanceSettings,
  seed: number,
  counted: Counted,
  tallies: Readonly<Record<string, number>>,
  plans: readonly CounterMeasure[],
  kept: number,
): BalanceOutcome {
  const before = measureBalance(tableAfter(tallies, 0), settings);
  const written = { kept, added: tallies[ADDED] ?? 0 };
  const books = booksOf(
    plans.map(({ method }) => method),
    tallies,
    written,
  );
  const measures = plans.map((plan, index): Measure => {
    const after = measureBalance(weighted(tableAfter(tallies, index + 1), plans.slice(0, index + 1)), settings);
    const identity = plan.method === 'swap' ? { identity: identityOf(settings, tallies) } : {};
    return { ...(books[index] as MeasureBooks), after, plan, ...identity };
  });
  return {
    before,
    causes: causesOf(counted.bySource, settings),
    after: measures.at(-1)?.after ?? before,
    measures,
    ...(settings.weat && { weat: associations(settings.weat, seed) }),
  };
}

/** A table as it counts under all weights so far: they multiply. */
function weighted(table: Table, plans: readonly CounterMeasure[]): Table {
  return plans.reduce((left, plan) => (plan.method === 'reweigh' ? underWeights(left, plan.weights) : left), table);
}

function identityOf(
  settings: BalanceSettings,
  tallies: Readonly<Record<string, number>>,
): NonNullable<Measure['identity']> {
  const measured = (prefix: string): BalanceReport =>
    measureBalance(tableOf(under(tallies, prefix)), { ...settings, facet: 'identity' });
  return { before: measured(IDENTITY.before), after: measured(IDENTITY.after), swaps: under(tallies, SWAPPED) };
}

function associations({ tests, vectors }: WeatSettings, seed: number): NamedWeat[] {
  const known = new Map(Object.entries(vectors).map(([word, values]) => [word, Float64Array.from(values)]));
  return tests.map((test) => ({ name: test.name, ...weat(known, test, { seed }) }));
}
