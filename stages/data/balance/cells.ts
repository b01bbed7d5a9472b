import { checkQuestion, selects, type BalanceRow, type Question } from './question';

/** How many rows (or how much weight) a facet has with one label, in one subgroup. All metrics before training follow from these. */
export interface Cell {
  /** In the facet *d*; otherwise in *a*. */
  readonly inFacet: boolean;
  readonly label: string;
  readonly positive: boolean;
  readonly group: string;
  readonly count: number;
}

/** A table counted for one question. */
export interface Cells {
  /** In order of label, group and facet. */
  readonly cells: readonly Cell[];
  /** Rows left out because their facet or their label is missing. */
  readonly missing: number;
}

/** Counts a table for a question. Rows without a subgroup form a subgroup of their own, named by the empty string. */
export function cellsOf(rows: Iterable<BalanceRow>, question: Question, weightOf?: (row: BalanceRow) => number): Cells {
  checkQuestion(question);
  const counts = new Map<string, { cell: Omit<Cell, 'count'>; count: number }>();
  let missing = 0;
  for (const row of rows) {
    const cell = cellOf(row, question);
    if (cell === undefined) {
      missing++;
      continue;
    }
    const key = JSON.stringify([cell.label, cell.group, cell.inFacet]);
    const entry = counts.get(key);
    const weight = weightOf === undefined ? 1 : weightOf(row);
    if (entry === undefined) counts.set(key, { cell, count: weight });
    else entry.count += weight;
  }
  return { cells: sorted([...counts.values()].map(({ cell, count }) => ({ ...cell, count }))), missing };
}

/** The same cells under a canonical order, so that sums over them are the same whatever the order of the rows. */
export function sorted(cells: readonly Cell[]): Cell[] {
  return [...cells].sort(
    (a, b) => compare(a.label, b.label) || compare(a.group, b.group) || Number(a.inFacet) - Number(b.inFacet),
  );
}

function cellOf(row: BalanceRow, { facet, label, group }: Question): Omit<Cell, 'count'> | undefined {
  const inFacet = selects(facet, row[facet.column]);
  const positive = selects(label, row[label.column]);
  if (inFacet === undefined || positive === undefined) return undefined;
  const collapsed = 'above' in label;
  return {
    inFacet,
    positive,
    label: collapsed ? (positive ? 'above' : 'not above') : String(row[label.column]),
    group: group === undefined ? '' : String(row[group] ?? ''),
  };
}

/** Total of the cells that `which` accepts. */
export function total(cells: readonly Cell[], which: (cell: Cell) => boolean = () => true): number {
  let sum = 0;
  for (const cell of cells) if (which(cell)) sum += cell.count;
  return sum;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
