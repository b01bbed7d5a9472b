import type { SqlEngine } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { findFrequentLines, type FrequentLines } from '../dedupe/line/frequent-lines';
import { LINE_COLUMNS } from '../dedupe/line/queries';
import { defineQuery } from '../sql/define-query';
import { JUDGED } from './tables';
import { readJson } from '../engine/read-json';

/** Lines of documents that are kept so far. */
const keptLines = defineQuery({
  name: 'run/kept-lines',
  reads: () => ({ lines: LINE_COLUMNS, judged: JUDGED }),
  examples: [undefined],
  text: () =>
    `SELECT l.place AS place, l.hash AS hash FROM lines l JOIN judged j ON j.place = l.place WHERE j.kind = 'kept'`,
});

/** Finds lines that more than `most` documents have, and writes them. Undefined where a plan does not ask. Table `judged` must be attached. */
export async function storeFrequentLines(
  sql: SqlEngine,
  store: Store,
  { id, prefix, most }: { readonly id: string; readonly prefix: string; readonly most: number | undefined },
): Promise<string | undefined> {
  if (most === undefined) return undefined;
  await sql.attach('lines', `${prefix}lines/`, LINE_COLUMNS);
  await sql.create('kept_lines', keptLines());
  const found = await findFrequentLines(sql, 'kept_lines', most);
  const sorted = [...found].map(([hash, place]) => [String(hash), String(place)]);
  const key = `frequent-lines/${id}.json`;
  await store.write(key, Buffer.from(JSON.stringify(sorted)));
  return key;
}

/** What {@link storeFrequentLines} wrote. */
export async function loadFrequentLines(store: Store, key: string): Promise<FrequentLines> {
  const pairs = await readJson<[string, string][]>(store, key);
  return new Map(pairs.map(([hash, place]) => [BigInt(hash), BigInt(place)]));
}
