import { checkQuestion, selects, type BalanceRow, type Question } from './question';
import type { OutcomeCell } from './post-training';

/** Counts a table with observed and predicted labels. Rows without facet, label or prediction are left out, and counted in `missing`. */
export function outcomesOf(
  rows: Iterable<BalanceRow>,
  question: Question,
  predictedColumn: string,
): { readonly cells: readonly OutcomeCell[]; readonly missing: number } {
  checkQuestion(question);
  const counts = new Map<string, OutcomeCell & { count: number }>();
  let missing = 0;
  for (const row of rows) {
    const cell = outcomeOf(row, question, predictedColumn);
    if (cell === undefined) {
      missing++;
      continue;
    }
    const key = JSON.stringify([cell.group, cell.inFacet, cell.observed, cell.predicted]);
    const entry = counts.get(key);
    if (entry === undefined) counts.set(key, cell);
    else entry.count++;
  }
  const keys = [...counts.keys()].sort();
  return { cells: keys.flatMap((key) => counts.get(key) ?? []), missing };
}

function outcomeOf(row: BalanceRow, { facet, label, group }: Question, predictedColumn: string) {
  const inFacet = selects(facet, row[facet.column]);
  const observed = selects(label, row[label.column]);
  const predicted = selects(label, row[predictedColumn]);
  if (inFacet === undefined || observed === undefined || predicted === undefined) return undefined;
  return { inFacet, observed, predicted, group: group === undefined ? '' : String(row[group] ?? ''), count: 1 };
}
