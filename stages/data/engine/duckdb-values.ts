import { DuckDBTypeId, type DuckDBResultReader } from '@duckdb/node-api';
import type { SqlRow, SqlValue } from './sql-engine';
import { SqlError, nameOf } from './sql-error';

const INTEGERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.HUGEINT,
]);
const OTHERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.SQLNULL,
]);

/** A result's rows as both engines give them: every integer as bigint, DECIMAL as number. @throws SqlError `SQL_UNKNOWN_TYPE` */
export function fromDuckDb(query: string, reader: DuckDBResultReader): SqlRow[] {
  const names = reader.columnNames();
  const types = reader.columnTypes();
  const unknown = types.findIndex(({ typeId }) => !INTEGERS.has(typeId) && !OTHERS.has(typeId));
  if (unknown !== -1) {
    throw new SqlError(
      'SQL_UNKNOWN_TYPE',
      `query ${nameOf(query)}: column ${names[unknown] ?? ''} has type ${String(types[unknown])}; cast it to VARCHAR, BIGINT, DOUBLE or BOOLEAN`,
    );
  }
  const whole = types.map(({ typeId }) => INTEGERS.has(typeId));
  return reader.getRowsJS().map((row) => {
    const values: Record<string, SqlValue> = {};
    for (let at = 0; at < names.length; at++) {
      const value = row[at] as SqlValue;
      values[names[at] ?? ''] = whole[at] && typeof value === 'number' ? BigInt(value) : value;
    }
    return values;
  });
}
