import { preTraining } from '../balance/pre-training';
import { independentTargets, planResample } from '../balance/resample';
import { capFor } from '../balance/source-cap';
import { planQuarantine } from '../balance/source-quarantine';
import { concentration } from '../balance/sources';
import { cellsOf, count, type Table, type TableBySource } from './balance-step';
import { cellName, cellOf } from './cell-name';
import { countedOf, type Counted } from './counted';
import type { CellWeight, CounterMeasure, CounterMeasureMethod } from './measures';
import type { BalanceSettings } from './settings';

/** What a counter-measure may ask of the documents themselves, after the ones before it. */
export interface Look {
  /** Ranks of the documents of each cell, by {@link cellName}: asked for only where a plan resamples. */
  readonly ranks: (before: readonly CounterMeasure[]) => Promise<ReadonlyMap<string, ArrayLike<number>>>;
  /** Documents and copies by cell: asked for only where a plan reweighs what others changed. */
  readonly table: (before: readonly CounterMeasure[]) => Promise<Table>;
}

const MOST_SET_ASIDE = 0.2;

/** The counter-measures of a plan, each from what those before it leave. */
export async function counterMeasures(
  counted: Counted,
  settings: BalanceSettings,
  look: Look,
): Promise<CounterMeasure[]> {
  const made: CounterMeasure[] = [];
  let left = counted;
  for (const method of settings.methods) {
    const measure = await counterMeasure(method, left, settings, made, look);
    made.push(measure);
    left = expectedAfter(left, measure);
  }
  return made;
}

async function counterMeasure(
  method: CounterMeasureMethod,
  { table, bySource, sources }: Counted,
  settings: BalanceSettings,
  before: readonly CounterMeasure[],
  look: Look,
): Promise<CounterMeasure> {
  switch (method) {
    case 'quarantine':
      return { method, sources: quarantinedOf(bySource, settings) };
    case 'cap':
      return { method, shares: sharesOf(sources, settings) };
    case 'resample':
      return { method, strata: copiesOf(await look.ranks(before), settings) };
    case 'swap':
      return { method };
    case 'reweigh':
      return { method, weights: weightsOf(before.length === 0 ? table : await look.table(before)) };
  }
}

/** The counts that a counter-measure which takes sources out leaves, give or take what a choice by rank does. */
function expectedAfter(counted: Counted, measure: CounterMeasure): Counted {
  switch (measure.method) {
    case 'quarantine':
      return countedOf(counted.bySource.filter(({ source }) => !Object.hasOwn(measure.sources, source)));
    case 'cap':
      return countedOf(
        counted.bySource.map((cell) => ({
          ...cell,
          count: Math.round(
            cell.count * (Object.hasOwn(measure.shares, cell.source) ? (measure.shares[cell.source] ?? 1) : 1),
          ),
        })),
      );
    default:
      // What comes after one that makes copies looks at the documents themselves.
      return counted;
  }
}

function sharesOf(sources: Counted['sources'], { share }: BalanceSettings): Readonly<Record<string, number>> {
  if (concentration(sources).shares.length === 0) return {};
  const most = capFor({ share }, sources);
  const over = Object.entries(sources).filter(([, size]) => size > most);
  return Object.fromEntries(over.map(([source, size]) => [source, most / size]));
}

/**
 * Weights under which facet and label are independent, for any number of facets: n(facet) n(label) / (n n(facet, label)).
 * Source: F. Kamiran and T. Calders 2012, as in `balance/reweigh.ts`.
 */
function weightsOf(table: Table): CellWeight[] {
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
): Extract<CounterMeasure, { method: 'quarantine' }>['sources'] {
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
): Extract<CounterMeasure, { method: 'resample' }>['strata'] {
  const counts = [...ranks].map(([stratum, of]) => {
    return { ...cellOf(stratum), count: of.length };
  });
  if (counts.length === 0) return [];
  return planResample(ranks, independentTargets(counts, cellName), copies === undefined ? {} : { mostCopies: copies });
}
