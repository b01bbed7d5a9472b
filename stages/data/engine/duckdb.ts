import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { fromDuckDb } from './duckdb-values';
import type { SqlColumns, SqlEngine, SqlRow } from './sql-engine';
import { SqlError } from './sql-error';
import { checkColumns, checkKey, checkOrdered, checkPrefix, checkTable, emptyQuery, literal } from './sql-text';

/** What a laptop can give. */
export interface DuckDbOptions {
  /** Memory that tables and queries may hold, in MB; beyond it they spill. @default 1000 */
  readonly memoryMb?: number;
  /** @default 2 */
  readonly threads?: number;
  /** Folder for what does not fit in memory. @default a folder of its own in the system's, removed by close() */
  readonly spill?: string;
}

/** Rows of a row group of an exported object: DuckDB's own unit of 2,048 rows, sixty times. */
const ROW_GROUP = 122_880;

/** DuckDB in this process, over the folder of a local store. Tables live in memory, and spill to disk beyond the limit. */
export class DuckDb implements SqlEngine {
  private readonly spill: string;
  private readonly ownSpill: boolean;
  private readonly opened: Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }>;
  /** What has been made. The database is this engine's own: nobody else makes a table. */
  private readonly kinds = new Map<string, 'TABLE' | 'VIEW'>();
  private closed = false;

  public constructor(
    private readonly folder: string,
    { memoryMb = 1000, threads = 2, spill }: DuckDbOptions = {},
  ) {
    this.ownSpill = spill === undefined;
    this.spill = spill ?? mkdtempSync(join(tmpdir(), 'rampart-duckdb-'));
    this.opened = open({ memory_limit: `${memoryMb}MB`, threads: String(threads), temp_directory: this.spill });
    // Whoever uses the engine sees the failure; nobody may use it.
    this.opened.catch(() => undefined);
  }

  public async attach(name: string, prefix: string, columns: SqlColumns): Promise<void> {
    checkTable(name);
    const files = prefix === '' ? [] : parquetUnder(this.folder, checkPrefix(prefix));
    if (files.length === 0) return this.replace(name, 'TABLE', emptyQuery(columns));
    const list = checkColumns(columns).map(([column, type]) => `CAST("${column}" AS ${type}) AS "${column}"`);
    const paths = files.map((key) => literal(join(this.folder, key)));
    await this.replace(name, 'VIEW', `SELECT ${list.join(', ')} FROM read_parquet([${paths.join(', ')}])`);
  }

  public async create(name: string, query: string): Promise<void> {
    await this.replace(checkTable(name), 'TABLE', query);
  }

  public async rows(query: string): Promise<SqlRow[]> {
    const reader = await this.on(query, (connection) => connection.runAndReadAll(query));
    return fromDuckDb(query, reader);
  }

  public async export(query: string, key: string): Promise<void> {
    checkOrdered(query);
    const target = join(this.folder, checkKey(key));
    // A name that a folder store does not list, should a kill leave it.
    const partial = `${target}.unfinished`;
    await mkdir(dirname(target), { recursive: true });
    const options = `FORMAT PARQUET, COMPRESSION ZSTD, ROW_GROUP_SIZE ${ROW_GROUP}`;
    try {
      await this.run(`COPY (${query}\n) TO ${literal(partial)} (${options})`, query);
      await rename(partial, target);
    } finally {
      await rm(partial, { force: true });
    }
  }

  public async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    try {
      const { instance, connection } = await this.opened;
      connection.closeSync();
      instance.closeSync();
    } finally {
      if (this.ownSpill) rmSync(this.spill, { recursive: true, force: true });
    }
  }

  /** DuckDB replaces one of the same kind at once; for another kind the new one is made beside it first: the query may read what it replaces. */
  private async replace(name: string, kind: 'TABLE' | 'VIEW', query: string): Promise<void> {
    const before = this.kinds.get(name) ?? kind;
    const made = before === kind ? name : `${name}__next`;
    await this.run(`CREATE OR REPLACE ${kind} "${made}" AS ${query}`, query);
    if (made !== name) {
      await this.run(`DROP ${before} "${name}"`, query);
      await this.run(`ALTER ${kind} "${made}" RENAME TO "${name}"`, query);
    }
    this.kinds.set(name, kind);
  }

  private async run(statement: string, query = statement): Promise<void> {
    await this.on(query, (connection) => connection.run(statement));
  }

  private async on<T>(query: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.closed) throw new SqlError('SQL_CLOSED', 'the engine was closed before this query');
    try {
      const { connection } = await this.opened;
      return await work(connection);
    } catch (cause) {
      throw SqlError.failed(query, cause);
    }
  }
}

async function open(
  config: Record<string, string>,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(':memory:', config);
  return { instance, connection: await instance.connect() };
}

/** Keys of the Parquet objects under a prefix, sorted by code unit. Names that begin with `.` or `_` are no objects, as for Athena. */
function parquetUnder(folder: string, prefix: string): string[] {
  if (!existsSync(join(folder, prefix))) return [];
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      if (/^[._]/.test(entry.name)) return [];
      if (entry.isDirectory()) return parquetUnder(folder, `${prefix}${entry.name}/`);
      return entry.name.endsWith('.parquet') ? [`${prefix}${entry.name}`] : [];
    })
    .sort();
}
