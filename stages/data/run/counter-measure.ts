import { preTraining } from '../balance/pre-training';
import { independentTargets, planResample } from '../balance/resample';
import { capFor } from '../balance/source-cap';
import { planQuarantine } from '../balance/source-quarantine';
import { concentration } from '../balance/sources';
import { cellsOf, count, type Table, type TableBySource } from './balance-step';
import type { Counted } from './counted';
import { cellName, type Settlement } from './settled';
import type { BalanceSettings } from './settings';

/** The part of a settlement that balances. */
export type CounterMeasure = Pick<Settlement, 'weights' | 'shares' | 'quarantined' | 'copies' | 'swap'>;

/** Ranks of the documents of each cell, by {@link cellName}: asked for only where a plan resamples. */
export type Ranks = () => Promise<ReadonlyMap<string, ArrayLike<number>>>;

const NONE: CounterMeasure = { weights: [], shares: {} };
const MOST_SET_ASIDE = 0.2;

/** The counter-measure of a plan, from the counts before it. */
export async function counterMeasure(
  { table, bySource, sources }: Counted,
  settings: BalanceSettings | undefined,
  ranks: Ranks,
): Promise<CounterMeasure> {
  switch (settings?.method) {
    case 'reweigh':
      return { ...NONE, weights: weightsOf(table) };
    case 'cap':
      return { ...NONE, shares: sharesOf(sources, settings) };
    case 'quarantine':
      return { ...NONE, quarantined: quarantinedOf(bySource, settings) };
    case 'resample':
      return { ...NONE, copies: copiesOf(await ranks(), settings) };
    case 'swap':
      return { ...NONE, swap: true };
    case 'none':
    case undefined:
      return NONE;
  }
}

function sharesOf(sources: Counted['sources'], { share }: BalanceSettings): Settlement['shares'] {
  if (concentration(sources).shares.length === 0) return {};
  const most = capFor({ share }, sources);
  const over = Object.entries(sources).filter(([, size]) => size > most);
  return Object.fromEntries(over.map(([source, size]) => [source, most / size]));
}

/**
 * Weights under which facet and label are independent, for any number of facets: n(facet) n(label) / (n n(facet, label)).
 * Source: F. Kamiran and T. Calders 2012, as in `balance/reweigh.ts`.
 */
function weightsOf(table: Table): Settlement['weights'] {
  const known = table.filter(({ facet, label, count }) => facet !== '' && label !== '' && count > 0);
  const all = count(known);
  return known.map(({ facet, label, count: here }) => {
    const expected =
      (count(known, (cell) => cell.facet === facet) * count(known, (cell) => cell.label === label)) / all;
    return { facet, label, weight: expected / here };
  });
}

/** Facet by facet, the sources without which it differs no more from the others than the plan allows; all together within the plan's share. */
function quarantinedOf(
  bySource: TableBySource,
  { positive, most, setAside = MOST_SET_ASIDE }: BalanceSettings,
): NonNullable<Settlement['quarantined']> {
  const chosen: Record<string, { value: number; limit: number }> = {};
  const all = count(bySource, ({ label }) => label !== '');
  const facets = [...new Set(bySource.map(({ facet }) => facet))].filter((facet) => facet !== '').sort();
  for (const facet of facets) {
    const left = bySource.filter(({ source }) => chosen[source] === undefined);
    const rows = count(left, ({ label }) => label !== '');
    const cells = new Map(
      [...new Set(left.map(({ source }) => source))].sort().map((source) => [
        source,
        cellsOf(
          left.filter((cell) => cell.source === source),
          facet,
          positive,
        ),
      ]),
    );
    const plan = planQuarantine(cells, (one) => preTraining(one, false).full.TVD_ALL, {
      limit: most,
      mostSetAside: rows === 0 ? 0 : (setAside * all - (all - rows)) / rows,
    });
    for (const { source, reason } of plan.sources) chosen[source] = { value: reason.value, limit: reason.limit };
  }
  return chosen;
}

function copiesOf(
  ranks: ReadonlyMap<string, ArrayLike<number>>,
  { copies }: BalanceSettings,
): NonNullable<Settlement['copies']> {
  const counts = [...ranks].map(([stratum, of]) => {
    const [facet = '', label = ''] = JSON.parse(stratum) as [string, string];
    return { facet, label, count: of.length };
  });
  if (counts.length === 0) return [];
  return planResample(ranks, independentTargets(counts, cellName), copies === undefined ? {} : { mostCopies: copies });
}
