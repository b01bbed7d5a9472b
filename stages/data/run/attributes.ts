import { bandColumns } from '../dedupe/near/banding';
import type { SqlColumns } from '../engine/sql-engine';
import { KINDS, type Kind } from '../personal/kinds';
import { FEATURES } from './features';

/** What is known of a cleaned document beside its text, in columns: everything that a threshold can be put on. */
export const ATTRIBUTES: SqlColumns = {
  id: 'VARCHAR',
  /** Its place in the run; see `dedupe/place.ts`. */
  place: 'BIGINT',
  /** Of the cleaned text. */
  sha: 'VARCHAR',
  source: 'VARCHAR',
  language: 'VARCHAR',
  /** The acquired label, and what groups are told apart by; empty where there is none. */
  label: 'VARCHAR',
  facet: 'VARCHAR',
  ...Object.fromEntries(FEATURES.map((name) => [name, 'DOUBLE'] as const)),
  ...Object.fromEntries(KINDS.map((kind) => [personalColumn(kind), 'DOUBLE'] as const)),
};

/** What a pass over attributes scans of each document, compressed. */
export const ATTRIBUTE_BYTES = 200;

/** Keys by which near-duplicates meet, one row a document. */
export const BANDS: SqlColumns = bandColumns();

/** The column that counts a kind of personal data. */
export function personalColumn(kind: string): string {
  return `personal_${kind.replace(/-/g, '_')}`;
}

const PERSONAL_COLUMNS = KINDS.map((kind) => [kind, personalColumn(kind)] as const);
const NO_PERSONAL = Object.fromEntries(PERSONAL_COLUMNS.map(([, column]) => [column, 0]));

/** How much personal data of each kind was found, by its column. */
export function personalColumns(counts: Readonly<Record<Kind, number>>): Record<string, number> {
  // Most are of a document with nothing: to copy them is faster than to name them.
  const columns = { ...NO_PERSONAL };
  for (const [kind, column] of PERSONAL_COLUMNS) if (counts[kind] !== 0) columns[column] = counts[kind];
  return columns;
}
