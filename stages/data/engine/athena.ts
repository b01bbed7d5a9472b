import { writeTable } from '../run/table';
import { selectRows } from './athena-rows';
import { runStatement, type AthenaPlace } from './athena-run';
import type { SqlColumns, SqlEngine, SqlRow, SqlType } from './sql-engine';
import { SqlError } from './sql-error';
import { checkColumns, checkKey, checkOrdered, checkPrefix, checkTable, emptyQuery, literal } from './sql-text';
import type { Store } from './store';

export interface AthenaOptions extends AthenaPlace {
  /** The store that tables are attached from and queries exported to. */
  readonly store: Store;
  /** Where that store is, e.g. `s3://BUCKET/runs/7/`. */
  readonly location: string;
  /** Tables are numbered from here: an engine that goes on where another one was must not make tables of the same names. @default 0 */
  readonly numberFrom?: number;
}

const HIVE: Readonly<Record<SqlType, string>> = {
  VARCHAR: 'string',
  BIGINT: 'bigint',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
};

/**
 * Amazon Athena over a bucket's prefix. A table's name is a view; under it is a table `NAME__N`, so that a table can be made from itself and
 * is replaced at once. `close()` drops what was made; what CTAS wrote stays in the workgroup's result location until its lifecycle rule.
 */
export class Athena implements SqlEngine {
  private readonly location: string;
  /** What is under each view. */
  private readonly tables = new Map<string, string>();
  private made: number;

  public constructor(private readonly options: AthenaOptions) {
    if (!/^s3:\/\/[a-z0-9.-]+\/([A-Za-z0-9/_=.-]+\/)?$/.test(options.location)) {
      throw new SqlError(
        'SQL_BAD_KEY',
        `location ${JSON.stringify(options.location)} must be s3://BUCKET/ or s3://BUCKET/PREFIX/`,
      );
    }
    ({ location: this.location, numberFrom: this.made = 0 } = options);
  }

  public async attach(name: string, prefix: string, columns: SqlColumns): Promise<void> {
    if (prefix === '') return this.create(name, emptyQuery(columns));
    const place = literal(this.location + checkPrefix(prefix));
    const list = checkColumns(columns).map(([column, type]) => `\`${column}\` ${HIVE[type]}`);
    await this.replace(
      name,
      (table) => `CREATE EXTERNAL TABLE \`${table}\` (${list.join(', ')}) STORED AS PARQUET LOCATION ${place}`,
    );
  }

  public async create(name: string, query: string): Promise<void> {
    const form = `format = 'PARQUET', write_compression = 'ZSTD'`;
    await this.replace(name, (table) => `CREATE TABLE "${table}" WITH (${form}) AS ${query}`, query);
  }

  public async rows(query: string): Promise<SqlRow[]> {
    return (await selectRows(this.options, query)).rows;
  }

  /**
   * UNLOAD writes as many objects as it has writers. One becomes the object `key`; of several, `NAME.parquet` become
   * `NAME-00000-of-00003.parquet` and so on, which `attach` reads as one table.
   */
  public async export(query: string, key: string): Promise<void> {
    checkOrdered(query);
    const { store } = this.options;
    const parts = `${checkKey(key)}.parts/`;
    await this.clear(key, parts);
    const target = literal(this.location + parts);
    await runStatement(
      this.options,
      `UNLOAD (${query}\n) TO ${target} WITH (format = 'PARQUET', compression = 'ZSTD')`,
      query,
    );
    const written = await store.list(parts);
    if (written.length === 0) {
      const { columns } = await selectRows(this.options, `SELECT * FROM (${query}\n) nothing LIMIT 0`);
      await writeTable(store, key, columns, {});
    }
    for (const [at, part] of written.entries()) {
      await store.write(written.length === 1 ? key : partKey(key, at, written.length), store.stream(part.key));
      await store.remove(part.key);
    }
  }

  public async close(): Promise<void> {
    for (const [name, table] of this.tables) {
      this.tables.delete(name);
      await runStatement(this.options, `DROP VIEW IF EXISTS "${name}"`);
      await runStatement(this.options, `DROP TABLE IF EXISTS \`${table}\``);
    }
  }

  private async replace(name: string, definition: (table: string) => string, query?: string): Promise<void> {
    const table = `${checkTable(name)}__${++this.made}`;
    // A run that was killed may have left one.
    await runStatement(this.options, `DROP TABLE IF EXISTS \`${table}\``);
    await runStatement(this.options, definition(table), query);
    await runStatement(this.options, `CREATE OR REPLACE VIEW "${name}" AS SELECT * FROM "${table}"`);
    const before = this.tables.get(name);
    this.tables.set(name, table);
    if (before !== undefined) await runStatement(this.options, `DROP TABLE IF EXISTS \`${before}\``);
  }

  /** UNLOAD refuses a place that is not empty, and an earlier export may have had other parts. */
  private async clear(key: string, parts: string): Promise<void> {
    const { store } = this.options;
    const stem = key.replace(/\.parquet$/, '');
    const old = (await store.list(stem)).filter(
      (object) =>
        object.key === key ||
        object.key.startsWith(parts) ||
        /^-\d+-of-\d+\.parquet$/.test(object.key.slice(stem.length)),
    );
    for (const object of old) await store.remove(object.key);
  }
}

function partKey(key: string, at: number, of: number): string {
  const [place, all] = [at, of].map((number) => String(number).padStart(5, '0'));
  return `${key.replace(/\.parquet$/, '')}-${place}-of-${all}.parquet`;
}
