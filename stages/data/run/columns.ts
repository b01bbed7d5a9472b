import type { StoredObject } from '../engine/map-engine';
import type { SqlColumns, SqlType } from '../engine/sql-engine';
import type { Store } from '../engine/store';
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

type Held = string[] | boolean[] | Float64Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;

/** Rows for which there is room at first. */
const LEAST = 64;

/** Collects rows into columns. Numbers lie in typed arrays: as objects, a shard's would cost more than what is made of them. */
export class Columns<Schema extends SqlColumns> {
  private readonly values: Record<string, Held>;
  private readonly width: number;
  private room = LEAST;
  private rows = 0;

  public constructor(private readonly schema: Schema) {
    const columns = Object.entries(schema);
    this.width = columns.length;
    this.values = Object.fromEntries(columns.map(([name, type]) => [name, emptyOf(type)]));
  }

  /**
   * Adds a row that comes in parts, so that they need not be joined. What is no column is passed over.
   *
   * @throws RunError `ROW_INCOMPLETE` where a column is in none of the parts, or in several
   */
  public add(...parts: readonly Row<Schema>[]): void {
    const { values, rows } = this;
    if (rows === this.room) this.grow();
    let given = 0;
    for (const part of parts) {
      for (const name in part) {
        const column = values[name];
        if (column === undefined) continue;
        column[rows] = part[name] as never;
        given++;
      }
    }
    if (given !== this.width)
      throw new RunError(
        'ROW_INCOMPLETE',
        `row ${rows} has ${given} values, of ${this.width} columns; each must be there once`,
      );
    this.rows = rows + 1;
  }

  public write(store: Store, key: string): Promise<StoredObject> {
    const { values, rows } = this;
    const filled = Object.entries(values).map(([name, held]) => [name, held.slice(0, rows)] as const);
    return writeTable(store, key, this.schema, Object.fromEntries(filled));
  }

  private grow(): void {
    this.room *= 2;
    for (const [name, held] of Object.entries(this.values)) {
      if (Array.isArray(held)) continue;
      const larger = held instanceof Float64Array ? new Float64Array(this.room) : new BigInt64Array(this.room);
      larger.set(held as never);
      this.values[name] = larger;
    }
  }
}

function emptyOf(type: SqlType): Held {
  if (type === 'DOUBLE') return new Float64Array(LEAST);
  return type === 'BIGINT' ? new BigInt64Array(LEAST) : [];
}
