import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { StoredObject } from '../engine/map-engine';
import type { SqlColumns, SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { stored } from './shard-writer';

const PARQUET_TYPE = { VARCHAR: 'STRING', BIGINT: 'INT64', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' } as const;

/** Columns of values, as they are collected. */
export type ColumnValues = Readonly<Record<string, readonly (string | number | bigint | boolean | null)[]>>;

/** Writes columns as a Parquet object. Same values, same bytes. */
export async function writeTable(
  store: Store,
  key: string,
  columns: SqlColumns,
  values: ColumnValues,
): Promise<StoredObject> {
  const columnData = Object.entries(columns).map(([name, type]) => ({
    name,
    type: PARQUET_TYPE[type],
    data: [...(values[name] ?? [])],
  }));
  return stored(store, key, new Uint8Array(parquetWriteBuffer({ columnData, codec: 'SNAPPY' })));
}

/** The rows of a Parquet object, in the order in which they were written. */
export async function readTable(store: Store, key: string, columns?: readonly string[]): Promise<SqlRow[]> {
  const bytes = await store.read(key);
  const file = Uint8Array.prototype.slice.call(bytes).buffer as ArrayBuffer;
  return (await parquetReadObjects({ file, compressors, ...(columns && { columns: [...columns] }) })) as SqlRow[];
}

/** Collects rows into columns. */
export class Columns<Name extends string> {
  private readonly values: Record<string, (string | number | bigint | boolean | null)[]>;
  private rows = 0;

  public constructor(private readonly columns: Readonly<Record<Name, SqlColumns[string]>>) {
    this.values = Object.fromEntries(Object.keys(columns).map((name) => [name, []]));
  }

  /** A row in parts, which are spared being joined. Of a column that is in several, the last counts; what is no column is passed over. */
  public add(...parts: readonly Readonly<Partial<Record<Name, string | number | bigint | boolean | null>>>[]): void {
    const { values, rows } = this;
    for (const part of parts) {
      for (const name in part) {
        const column = values[name];
        const value = part[name];
        if (column !== undefined && value !== undefined) column[rows] = value;
      }
    }
    this.rows = rows + 1;
  }

  public write(store: Store, key: string): Promise<StoredObject> {
    return writeTable(store, key, this.columns, this.values);
  }
}
