import { LabelError } from '../errors';

/** How much a disagreement weighs: all the same, by the classes between, by their square, or as a table says (row the first, column the second labeller). */
export type KappaWeights = 'none' | 'linear' | 'quadratic' | readonly (readonly number[])[];

/**
 * Cohen's kappa of two labellers (1960), or weighted kappa (1968) where disagreements weigh differently.
 *
 * @param table how many items the first labeller put into the row's class and the second into the column's; shares serve as well
 * @returns undefined where chance leaves no disagreement possible, e.g. all items in one class
 * @throws LabelError `KAPPA_TABLE_NOT_SQUARE`
 */
export function cohenKappa(table: readonly (readonly number[])[], weights: KappaWeights = 'none'): number | undefined {
  const size = table.length;
  const square = (rows: readonly (readonly number[])[]): boolean =>
    rows.length === size && rows.every((row) => row.length === size);
  if (!square(table) || (typeof weights !== 'string' && !square(weights))) {
    throw new LabelError('KAPPA_TABLE_NOT_SQUARE', `a table and its weights must both have ${size} rows of ${size}`);
  }
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = table.map((_, column) => table.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  const total = rows.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  let expected = 0;
  table.forEach((row, first) =>
    row.forEach((count, second) => {
      const weight = weightOf(weights, first, second);
      observed += weight * count * total;
      expected += weight * (rows[first] ?? 0) * (columns[second] ?? 0);
    }),
  );
  return expected === 0 ? undefined : 1 - observed / expected;
}

/** The table of two labellers' answers, a pair an item that both answered. */
export function pairTable(pairs: readonly (readonly [number, number])[], classes: number): number[][] {
  const table = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [first, second] of pairs) {
    const row = table[first];
    if (row) row[second] = (row[second] ?? 0) + 1;
  }
  return table;
}

function weightOf(weights: KappaWeights, first: number, second: number): number {
  if (typeof weights !== 'string') return weights[first]?.[second] ?? 0;
  const apart = Math.abs(first - second);
  if (weights === 'linear') return apart;
  return weights === 'quadratic' ? apart * apart : Number(apart > 0);
}
