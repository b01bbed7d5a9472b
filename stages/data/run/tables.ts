import type { SqlColumns } from '../engine/sql-engine';

/** What was decided about a document before labels and balance: one row for each, kept ones too. */
export const JUDGED = {
  id: 'VARCHAR',
  place: 'BIGINT',
  sha: 'VARCHAR',
  kind: 'VARCHAR',
  step: 'VARCHAR',
  rule: 'VARCHAR',
  value: 'DOUBLE',
  limit_value: 'DOUBLE',
  detail: 'VARCHAR',
} as const satisfies SqlColumns;
