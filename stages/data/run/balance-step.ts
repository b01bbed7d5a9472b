import { judge, verdictOf, type Judgement } from '../balance/gate';
import { FEWEST_ROWS, statisticsOf } from '../balance/limits';
import { leaveOneOut } from '../balance/source-causes';
import { preTraining, type PreTraining } from '../balance/pre-training';
import type { Cell, Cells } from '../balance/cells';
import type { Rule } from '../rules/rule';
import type { CellWeight } from './measures';
import type { BalanceSettings } from './settings';

/** How many documents there are of each facet and label. */
export type Table = readonly { readonly facet: string; readonly label: string; readonly count: number }[];

/** Metrics of each facet against all others, and what the gate says of them. */
export interface BalanceReport {
  readonly facets: readonly {
    readonly facet: string;
    readonly rows: number;
    readonly positive: number;
    readonly metrics: PreTraining;
    readonly judgement: Judgement;
  }[];
  readonly outcome: 'passed' | 'held' | 'not evaluated';
}

/** Clarify's pre-training metrics of a table of counts, a facet at a time against the rest. */
export function measureBalance(table: Table, { positive, most }: BalanceSettings): BalanceReport {
  const facets = [...new Set(table.map(({ facet }) => facet))].filter((facet) => facet !== '').sort();
  const rules: readonly Rule[] = [
    {
      id: 'balance/label-distance',
      version: 1,
      feature: 'tvd_all',
      atMost: most,
      unit: 'total variation distance',
      source: 'balance.most of the plan',
    },
  ];
  const measured = facets.map((facet) => {
    const cells = cellsOf(table, facet, positive);
    const metrics = preTraining(cells, false);
    const { facet: inside, rest } = metrics.rows;
    const few =
      inside < FEWEST_ROWS || rest < FEWEST_ROWS ? `${facet}: fewer than ${FEWEST_ROWS} rows on a side` : undefined;
    const judgement = judge(statisticsOf({ ...metrics.metrics, ...metrics.full }), rules, few);
    const rows = count(table, (cell) => cell.facet === facet);
    const hits = count(table, (cell) => cell.facet === facet && positive.includes(cell.label));
    return { facet, rows, positive: hits, metrics, judgement };
  });
  return { facets: measured, outcome: verdictOf(measured.map(({ judgement }) => judgement)) };
}

/** A facet against all others. Documents without a label are missing. */
export function cellsOf(table: Table, facet: string, positive: readonly string[]): Cells {
  const labelled = table.filter(({ label }) => label !== '');
  const cells = labelled.map((cell): Cell => ({
    inFacet: cell.facet === facet,
    label: cell.label,
    positive: positive.includes(cell.label),
    group: '',
    count: cell.count,
  }));
  return { cells: merged(cells), missing: count(table, ({ label }) => label === '') };
}

function merged(cells: readonly Cell[]): Cell[] {
  const sums = new Map<string, Cell>();
  for (const cell of cells) {
    const name = JSON.stringify([cell.inFacet, cell.label]);
    sums.set(name, { ...cell, count: cell.count + (sums.get(name)?.count ?? 0) });
  }
  return [...sums.values()];
}

/** A table as it counts under weights. */
export function underWeights(table: Table, weights: readonly CellWeight[]): Table {
  return table.map((cell) => {
    const weight = weights.find(({ facet, label }) => facet === cell.facet && label === cell.label)?.weight ?? 1;
    return { ...cell, count: cell.count * weight };
  });
}

/** Total of the cells that `which` accepts. */
export function count(table: Table, which: (cell: Table[number]) => boolean = () => true): number {
  return table.filter(which).reduce((sum, cell) => sum + cell.count, 0);
}

/** How many documents of each source there are of each facet and label. */
export type TableBySource = readonly (Table[number] & { readonly source: string })[];

/** Which sources cause a facet's difference from the others: how it changes when a source is left out, the largest change first. */
export function causesOf(table: TableBySource, { positive }: BalanceSettings) {
  const sources = [...new Set(table.map(({ source }) => source))].sort();
  const facets = [...new Set(table.map(({ facet }) => facet))].filter((facet) => facet !== '').sort();
  return facets.map((facet) => {
    const bySource = new Map(
      sources.map((source) => [
        source,
        cellsOf(
          table.filter((cell) => cell.source === source),
          facet,
          positive,
        ),
      ]),
    );
    return { facet, ...leaveOneOut(bySource, (cells) => preTraining(cells, false).full.TVD_ALL) };
  });
}
