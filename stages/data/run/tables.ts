import type { OrderEvidence } from '../anomaly/order/order-evidence';
import type { TextShape } from '../anomaly/shape/text-shape';
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

const EVIDENCE = {
  pairs: 'DOUBLE',
  pairs_known: 'DOUBLE',
  strangers: 'DOUBLE',
  strangers_known: 'DOUBLE',
  chains: 'DOUBLE',
  chains_known: 'DOUBLE',
  crossings: 'DOUBLE',
  crossings_known: 'DOUBLE',
  familiar: 'DOUBLE',
  familiar_known: 'DOUBLE',
} as const satisfies Readonly<Record<keyof OrderEvidence, 'DOUBLE'>>;

const MEASURED = {
  surprise: 'DOUBLE',
  variety: 'DOUBLE',
  letters: 'DOUBLE',
  digits: 'DOUBLE',
  word_length: 'DOUBLE',
} as const satisfies Readonly<Record<keyof TextShape, 'DOUBLE'>>;

/** What a kept document's text is like beside the other documents' texts: one row for each. */
export const COMPARED = {
  id: 'VARCHAR',
  source: 'VARCHAR',
  /** The document's place in a random order: a sample is the first ones. */
  rank: 'DOUBLE',
  ...MEASURED,
  ...EVIDENCE,
  order_z: 'DOUBLE',
  chain_z: 'DOUBLE',
} as const satisfies SqlColumns;
