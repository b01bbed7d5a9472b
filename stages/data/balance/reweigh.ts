import { total, type Cell, type Cells } from './cells';

/** The weight of each row that has a facet and a label. */
export interface CellWeight {
  readonly inFacet: boolean;
  readonly label: string;
  readonly weight: number;
}

/**
 * Weights under which facet and label are independent: a row weighs n(facet) n(label) / (n n(facet, label)).
 * Source: F. Kamiran and T. Calders 2012, "Data preprocessing techniques for classification without discrimination". The total weight
 * stays the number of rows unless a facet lacks a label; that pair has no row to weigh, and is in `lacking`.
 */
export function reweigh({ cells }: Cells): {
  readonly weights: readonly CellWeight[];
  readonly lacking: readonly { readonly inFacet: boolean; readonly label: string }[];
} {
  const all = total(cells);
  const weights: CellWeight[] = [];
  const lacking: { inFacet: boolean; label: string }[] = [];
  for (const label of new Set(cells.map((cell) => cell.label))) {
    for (const inFacet of [false, true]) {
      const here = total(cells, (cell) => cell.label === label && cell.inFacet === inFacet);
      const expected =
        (total(cells, (cell) => cell.label === label) * total(cells, (cell) => cell.inFacet === inFacet)) / all;
      if (here > 0) weights.push({ inFacet, label, weight: expected / here });
      else if (expected > 0) lacking.push({ inFacet, label });
    }
  }
  return { weights, lacking };
}

/** The table as it counts under weights: metrics of it are the metrics after the counter-measure. */
export function weighted({ cells, missing }: Cells, weights: readonly CellWeight[]): Cells {
  const weightOf = (cell: Cell): number =>
    weights.find(({ inFacet, label }) => inFacet === cell.inFacet && label === cell.label)?.weight ?? 1;
  return { cells: cells.map((cell) => ({ ...cell, count: cell.count * weightOf(cell) })), missing };
}
