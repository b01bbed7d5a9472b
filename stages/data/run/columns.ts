import type { StoredObject } from '../engine/map-engine';
import type { SqlColumns } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import type { ColumnValues } from './parquet-bytes';
import { RunError } from './run-error';
import { writeTable } from './table';

interface Values {
  readonly VARCHAR: string;
  readonly BIGINT: bigint;
  readonly DOUBLE: number;
  readonly BOOLEAN: boolean;
}

/** A row, or a part of one. */
export type Row<Schema extends SqlColumns> = { readonly [Name in keyof Schema]?: Values[Schema[Name]] };

interface Column {
  set(row: number, value: unknown): void;
  first(rows: number): ColumnValues[string];
}

/** Collects rows into columns. Numbers lie in typed arrays: as objects, a shard's would cost more than what is made of them. */
export class Columns<Schema extends SqlColumns> {
  private readonly columns: ReadonlyMap<string, Column>;
  /** The members of the row before, and their columns: most rows have the same in the same order. */
  private readonly names: string[] = [];
  private readonly known: (Column | undefined)[] = [];
  private rows = 0;

  public constructor(private readonly schema: Schema) {
    const make = { VARCHAR: Others, BOOLEAN: Others, BIGINT: Integers, DOUBLE: Doubles };
    this.columns = new Map(Object.entries(schema).map(([name, type]) => [name, new make[type]()]));
  }

  /**
   * Adds a row that comes in parts, so that they need not be joined. What is no column is passed over.
   *
   * @throws RunError `ROW_INCOMPLETE` where a column is in none of the parts, or in several
   */
  public add(...parts: readonly Row<Schema>[]): void {
    const { names, known, rows } = this;
    let at = 0;
    let given = 0;
    for (const part of parts) {
      for (const name in part) {
        if (names[at] !== name) this.learn(at, name);
        const column = known[at++];
        if (column === undefined) continue;
        column.set(rows, part[name]);
        given++;
      }
    }
    const { size } = this.columns;
    if (given !== size)
      throw new RunError(
        'ROW_INCOMPLETE',
        `row ${rows} has ${given} values for ${size} columns; each must have one, and come once`,
      );
    this.rows = rows + 1;
  }

  public write(store: Store, key: string): Promise<StoredObject> {
    const values = [...this.columns].map(([name, column]) => [name, column.first(this.rows)] as const);
    return writeTable(store, key, this.schema, Object.fromEntries(values));
  }

  private learn(at: number, name: string): void {
    this.names[at] = name;
    this.known[at] = this.columns.get(name);
  }
}

const LEAST = 64;

class Doubles implements Column {
  private values = new Float64Array(LEAST);

  public set(row: number, value: number): void {
    if (row === this.values.length) {
      const { values } = this;
      this.values = new Float64Array(2 * row);
      this.values.set(values);
    }
    this.values[row] = value;
  }

  public first(rows: number): Float64Array {
    return this.values.subarray(0, rows);
  }
}

class Integers implements Column {
  private values = new BigInt64Array(LEAST);

  public set(row: number, value: bigint): void {
    if (row === this.values.length) {
      const { values } = this;
      this.values = new BigInt64Array(2 * row);
      this.values.set(values);
    }
    this.values[row] = value;
  }

  public first(rows: number): BigInt64Array {
    return this.values.subarray(0, rows);
  }
}

/** Strings, or truth values. */
class Others implements Column {
  private readonly values: (string | boolean)[] = [];

  public set(row: number, value: string | boolean): void {
    this.values[row] = value;
  }

  public first(rows: number): readonly (string | boolean)[] {
    return this.values.slice(0, rows);
  }
}
