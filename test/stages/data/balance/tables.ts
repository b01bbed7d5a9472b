import { DuckDBInstance } from '@duckdb/node-api';
import type { BalanceRow } from '../../../../stages/data/balance/question';
import type { SqlEngine, SqlRow } from '../../../../stages/data/engine/sql-engine';

/** DuckDB in memory, for queries over small tables that a test gives. */
export interface Tables extends SqlEngine {
  load(name: string, rows: readonly BalanceRow[], columns?: readonly string[]): Promise<void>;
}

export async function openTables(): Promise<Tables> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const unused = (): Promise<void> => Promise.reject(new Error('these tests do not use it'));
  return {
    attach: unused,
    create: unused,
    export: unused,
    rows: async (query) => (await connection.runAndReadAll(query)).getRowObjects() as unknown as SqlRow[],
    load: async (name, rows, columns = Object.keys(rows[0] ?? {})) => {
      const numeric = (column: string): boolean =>
        column === 'age' || rows.some((row) => typeof row[column] === 'number');
      const fields = columns.map((column) => `"${column}" ${numeric(column) ? 'DOUBLE' : 'VARCHAR'}`);
      await connection.run(`CREATE OR REPLACE TABLE "${name}" (${fields.join(', ')})`);
      if (rows.length === 0) return;
      const lines = rows.map((row) => `(${columns.map((column) => valueText(row[column])).join(', ')})`);
      await connection.run(`INSERT INTO "${name}" VALUES ${lines.join(', ')}`);
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await Promise.resolve();
    },
  };
}

function valueText(value: BalanceRow[string]): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' ? `CAST('${value}' AS DOUBLE)` : `'${value.replaceAll("'", "''")}'`;
}
