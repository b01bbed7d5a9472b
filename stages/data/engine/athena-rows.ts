import { GetQueryResultsCommand, type ColumnInfo, type Datum } from '@aws-sdk/client-athena';
import { runStatement, type AthenaPlace } from './athena-run';
import type { SqlColumns, SqlRow, SqlType, SqlValue } from './sql-engine';
import { SqlError, nameOf } from './sql-error';

/** Athena gives at most this many rows a page. */
const PAGE = 1000;

const TYPES: Readonly<Record<string, SqlType>> = {
  tinyint: 'BIGINT',
  smallint: 'BIGINT',
  integer: 'BIGINT',
  bigint: 'BIGINT',
  float: 'DOUBLE',
  real: 'DOUBLE',
  double: 'DOUBLE',
  decimal: 'DOUBLE',
  varchar: 'VARCHAR',
  char: 'VARCHAR',
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  unknown: 'VARCHAR',
};

/** A SELECT's columns and rows, all pages of them. @throws SqlError `SQL_UNKNOWN_TYPE`, and what `runStatement` throws */
export async function selectRows(place: AthenaPlace, query: string): Promise<{ columns: SqlColumns; rows: SqlRow[] }> {
  const id = await runStatement(place, query);
  const rows: SqlRow[] = [];
  let columns: SqlColumns = {};
  let token: string | undefined;
  // The first row of the first page repeats the names of the columns.
  let header = 1;
  do {
    const page = await place.client
      .send(new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: PAGE, NextToken: token }))
      .catch((cause: unknown) => {
        throw SqlError.failed(query, cause);
      });
    columns = columnsOf(query, page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []);
    for (const { Data = [] } of (page.ResultSet?.Rows ?? []).slice(header)) rows.push(rowOf(columns, Data));
    header = 0;
    token = page.NextToken;
  } while (token !== undefined);
  return { columns, rows };
}

function columnsOf(query: string, infos: readonly ColumnInfo[]): SqlColumns {
  return Object.fromEntries(
    infos.map(({ Name = '', Type = '' }) => {
      const type = TYPES[Type];
      if (type !== undefined) return [Name, type];
      throw new SqlError(
        'SQL_UNKNOWN_TYPE',
        `query ${nameOf(query)}: column ${Name} has type ${Type}; cast it to VARCHAR, BIGINT, DOUBLE or BOOLEAN`,
      );
    }),
  );
}

function rowOf(columns: SqlColumns, data: readonly Datum[]): SqlRow {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type], at) => [name, valueOf(type, data[at]?.VarCharValue)]),
  );
}

/** NULL is a datum without text; an empty string is one with an empty text. */
function valueOf(type: SqlType, text: string | undefined): SqlValue {
  if (text === undefined) return null;
  if (type === 'BIGINT') return BigInt(text);
  if (type === 'DOUBLE') return Number(text);
  return type === 'BOOLEAN' ? text === 'true' : text;
}
