import type { SqlColumns } from '../engine/sql-engine';

/** What was decided about a document before labels and balance: one row for each, kept ones too. */
export const JUDGED = {
  id: 'VARCHAR',
  kind: 'VARCHAR',
  step: 'VARCHAR',
  rule: 'VARCHAR',
  value: 'DOUBLE',
  limit_value: 'DOUBLE',
  detail: 'VARCHAR',
} as const satisfies SqlColumns;

/** What labels and balance add for a document that was kept so far: a verdict of theirs, its label, its weight. */
export const SETTLED = {
  id: 'VARCHAR',
  kind: 'VARCHAR',
  step: 'VARCHAR',
  rule: 'VARCHAR',
  value: 'DOUBLE',
  limit_value: 'DOUBLE',
  detail: 'VARCHAR',
  label: 'VARCHAR',
  weight: 'DOUBLE',
} as const satisfies SqlColumns;
