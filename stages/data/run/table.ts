import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { StoredObject } from '../engine/map-engine';
import type { SqlColumns, SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { parquetBytes, type ColumnValues } from './parquet-bytes';
import { stored } from './shard-writer';

/** Writes columns as a Parquet object. Same values, same bytes. */
export async function writeTable(
  store: Store,
  key: string,
  columns: SqlColumns,
  values: ColumnValues,
): Promise<StoredObject> {
  return stored(store, key, parquetBytes(columns, values));
}

/** The rows of a Parquet object, in the order in which they were written. */
export async function readTable(store: Store, key: string, columns?: readonly string[]): Promise<SqlRow[]> {
  const bytes = await store.read(key);
  const file = Uint8Array.prototype.slice.call(bytes).buffer as ArrayBuffer;
  return (await parquetReadObjects({ file, compressors, ...(columns && { columns: [...columns] }) })) as SqlRow[];
}
