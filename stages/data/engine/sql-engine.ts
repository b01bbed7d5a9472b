/** A value of a result: BIGINT comes as bigint, DOUBLE as number, VARCHAR as string, BOOLEAN as boolean. */
export type SqlValue = string | number | bigint | boolean | null;

/** One row of a result, by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A column's type, as far as both engines have it. */
export type SqlType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN';

/** The columns of a table, in order. */
export type SqlColumns = Readonly<Record<string, SqlType>>;

/**
 * Where set operations run: DuckDB on a laptop, Athena on AWS. One SQL text serves both, so a query uses only what both have:
 * signed BIGINT, explicit casts, explicit order of NULLs; no `hash()`, QUALIFY, UNPIVOT, `read_*`, list lambdas. Hashes, case-folding
 * and regular expressions are columns that TypeScript computed.
 */
export interface SqlEngine {
  /** Makes Parquet objects of the store (keys under `prefix`) readable as table `name`. An empty prefix gives an empty table of `columns`. */
  attach(name: string, prefix: string, columns: SqlColumns): Promise<void>;
  /** Makes table `name` from a query's result, replacing what was there. */
  create(name: string, query: string): Promise<void>;
  /** A query's rows. For small results: they are held in memory. */
  rows(query: string): Promise<SqlRow[]>;
  /** Writes a query's rows to one Parquet object of the store. The query must order its rows: same input, same bytes. */
  export(query: string, key: string): Promise<void>;
  close(): Promise<void>;
}
