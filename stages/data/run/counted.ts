import type { SqlEngine } from '../engine/sql-engine';
import type { Table, TableBySource } from './balance-step';
import { keptCounts } from './kept-counts';
import { cellName } from './settled';

/** Documents that are kept so far, by what balance tells them apart. */
export interface Counted {
  readonly table: Table;
  readonly bySource: TableBySource;
  readonly sources: Readonly<Record<string, number>>;
}

/** Counts what is kept. Tables `attributes` and `judged` must be attached. */
export async function countKept(sql: SqlEngine): Promise<Counted> {
  const table = new Map<string, Table[number]>();
  const bySource: TableBySource[number][] = [];
  const sources: Record<string, number> = {};
  for (const row of await sql.rows(keptCounts())) {
    const [source, facet, label] = [String(row['source']), String(row['facet']), String(row['label'])];
    const count = Number(row['documents']);
    bySource.push({ source, facet, label, count });
    const name = cellName(facet, label);
    table.set(name, { facet, label, count: (table.get(name)?.count ?? 0) + count });
    sources[source] = (sources[source] ?? 0) + count;
  }
  return { table: [...table.values()], bySource, sources };
}
