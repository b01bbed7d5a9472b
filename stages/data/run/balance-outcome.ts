import { weat, type WeatResult } from '../balance/weat';
import { under } from './accounts';
import { causesOf, measureBalance, underWeights, type BalanceReport, type Table } from './balance-step';
import { ADDED, IDENTITY, SWAPPED } from './copier';
import type { Counted } from './counted';
import type { Settlement } from './settled';
import type { BalanceSettings, CounterMeasureMethod, WeatSettings } from './settings';

/** Facets before the counter-measure and after it, and what it did. */
export interface BalanceOutcome {
  readonly before: BalanceReport;
  readonly after: BalanceReport;
  readonly causes: ReturnType<typeof causesOf>;
  /** Absent for what says all of itself in the books and in the weights. */
  readonly measure?: Measure;
  readonly weat?: readonly NamedWeat[];
}

/** What a counter-measure did beside taking out. */
export interface Measure {
  readonly method: CounterMeasureMethod;
  /** Copies that it made. */
  readonly added: number;
  readonly quarantined?: Settlement['quarantined'];
  /** Each stratum with its target, and what was reached of it. */
  readonly strata?: NonNullable<Settlement['copies']>;
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

/** @param tallies what tasks counted, over all parts */
export function balanceOutcome(
  settings: BalanceSettings,
  seed: number,
  before: Counted,
  tallies: Readonly<Record<string, number>>,
  settlement: Settlement,
): BalanceOutcome {
  const measure = measureOf(settings, tallies, settlement);
  return {
    before: measureBalance(before.table, settings),
    causes: causesOf(before.bySource, settings),
    after: measureBalance(underWeights(tableOf(under(tallies, 'cell ')), settlement.weights), settings),
    ...(measure && { measure }),
    ...(settings.weat && { weat: associations(settings.weat, seed) }),
  };
}

function measureOf(
  settings: BalanceSettings,
  tallies: Readonly<Record<string, number>>,
  { quarantined, copies }: Settlement,
): Measure | undefined {
  const { method } = settings;
  const base = { method, added: tallies[ADDED] ?? 0 };
  switch (method) {
    case 'quarantine':
      return { ...base, ...(quarantined && { quarantined }) };
    case 'resample':
      return { ...base, ...(copies && { strata: copies }) };
    case 'swap': {
      const measured = (prefix: string): BalanceReport =>
        measureBalance(tableOf(under(tallies, prefix)), { ...settings, facet: 'identity' });
      const identity = {
        before: measured(IDENTITY.before),
        after: measured(IDENTITY.after),
        swaps: under(tallies, SWAPPED),
      };
      return { ...base, identity };
    }
    default:
      return undefined;
  }
}

function tableOf(counts: Readonly<Record<string, number>>): Table {
  return Object.entries(counts).map(([name, count]) => {
    const [facet = '', label = ''] = JSON.parse(name) as [string, string];
    return { facet, label, count };
  });
}

function associations({ tests, vectors }: WeatSettings, seed: number): NamedWeat[] {
  const known = new Map(Object.entries(vectors).map(([word, values]) => [word, Float64Array.from(values)]));
  return tests.map((test) => ({ name: test.name, ...weat(known, test, { seed }) }));
}
