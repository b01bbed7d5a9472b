import { SqlError, nameOf } from './sql-error';
import type { SqlColumns, SqlType } from './sql-engine';

/** Refuses what would need quoting in one of the engines, or would mean another table there: Athena folds names to lower case. */
export function checkTable(name: string): string {
  if (/^[a-z][a-z0-9_]{0,99}$/.test(name)) return name;
  throw new SqlError(
    'SQL_BAD_NAME',
    `table ${JSON.stringify(name)} must be a small letter followed by at most 99 small letters, digits or underscores`,
  );
}

/** The columns as pairs, each name checked. Athena finds columns of a Parquet file without regard to case. */
export function checkColumns(columns: SqlColumns): readonly (readonly [name: string, type: SqlType])[] {
  const pairs = Object.entries(columns);
  const bad = pairs.find(([name]) => !/^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name));
  if (bad === undefined && pairs.length > 0) return pairs;
  throw new SqlError(
    'SQL_BAD_NAME',
    bad === undefined
      ? 'a table must have at least one column'
      : `column ${JSON.stringify(bad[0])} must be letters, digits and underscores, and not begin with a digit`,
  );
}

/** A prefix as a folder, as Athena's LOCATION wants it: `attributes` and `attributes/` are the same place. Empty stays empty. */
export function checkPrefix(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? checkKey(prefix) : `${checkKey(prefix)}/`;
}

/** Refuses a key that leaves the store. */
export function checkKey(key: string): string {
  const parts = key.split('/');
  if (!key.startsWith('/') && !parts.includes('..') && !/[\0\\]/.test(key)) return key;
  throw new SqlError('SQL_BAD_KEY', `key ${JSON.stringify(key)} must not begin with "/" nor hold "..", "\\" or NUL`);
}

/** Refuses a query to be exported that leaves the order of its rows to the engine: its bytes would differ from run to run. */
export function checkOrdered(query: string): string {
  if (/\bORDER\s+BY\b[^()]*$/i.test(query.replace(/\([^()]*\)/g, ''))) return query;
  throw new SqlError('SQL_UNORDERED', `query ${nameOf(query)} is exported and must end with ORDER BY`);
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A query without rows that has `columns`. */
export function emptyQuery(columns: SqlColumns): string {
  const list = checkColumns(columns).map(([name, type]) => `CAST(NULL AS ${type}) AS "${name}"`);
  return `SELECT ${list.join(', ')} WHERE 1 = 0`;
}
