import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { StoredObject } from '../engine/map-engine';
import type { SqlColumns, SqlRow, SqlValue } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { stored } from './shard-writer';

const PARQUET_TYPE = { VARCHAR: 'STRING', BIGINT: 'INT64', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' } as const;

/** Columns of values, as they are collected. */
export type ColumnValues = Readonly<Record<string, readonly SqlValue[] | Float64Array | BigInt64Array>>;

/** Writes columns as a Parquet object. Same values, same bytes. */
export async function writeTable(
  store: Store,
  key: string,
  columns: SqlColumns,
  values: ColumnValues,
): Promise<StoredObject> {
  const columnData = Object.entries(columns).map(([name, type]) => {
    const data = values[name] ?? [];
    const isTyped = !Array.isArray(data);
    return {
      name,
      type: PARQUET_TYPE[type],
      data: data as Exclude<typeof data, readonly SqlValue[]> | SqlValue[],
      ...(isTyped && { nullable: false, encoding: 'PLAIN' as const }),
    };
  });
  return stored(
    store,
    key,
    new Uint8Array(
      parquetWriteBuffer({ columnData, codec: 'SNAPPY', statistics: false, rowGroupSize: 100_000, pageSize: 0 }),
    ),
  );
}

/** The rows of a Parquet object, in the order in which they were written. */
export async function readTable(store: Store, key: string, columns?: readonly string[]): Promise<SqlRow[]> {
  const bytes = await store.read(key);
  const file = Uint8Array.prototype.slice.call(bytes).buffer as ArrayBuffer;
  return (await parquetReadObjects({ file, compressors, ...(columns && { columns: [...columns] }) })) as SqlRow[];
}
