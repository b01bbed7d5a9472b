import type { SqlEngine } from '../engine/sql-engine';
import type { Table, TableBySource } from './balance-step';
import { keptCounts } from './kept-counts';
import { cellName } from './cell-name';

/** Documents that are kept so far, by what balance tells them apart. */
export interface Counted {
  readonly table: Table;
  readonly bySource: TableBySource;
  readonly sources: Readonly<Record<string, number>>;
}

/** Counts what is kept. Tables `attributes` and `judged` must be attached. */
export async function countKept(sql: SqlEngine): Promise<Counted> {
  const rows = await sql.rows(keptCounts());
  return countedOf(
    rows.map((row) => ({
      source: String(row['source']),
      facet: String(row['facet']),
      label: String(row['label']),
      count: Number(row['documents']),
    })),
  );
}

/** Sums of counts by source, facet and label. */
export function countedOf(bySource: TableBySource): Counted {
  const table = new Map<string, Table[number]>();
  const sources: Record<string, number> = {};
  for (const { source, facet, label, count } of bySource) {
    const name = cellName(facet, label);
    table.set(name, { facet, label, count: (table.get(name)?.count ?? 0) + count });
    sources[source] = (sources[source] ?? 0) + count;
  }
  return { table: [...table.values()], bySource, sources };
}
