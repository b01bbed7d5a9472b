import type { SqlColumns } from '../../engine/sql-engine';

/** How a signature is cut: documents that agree in all rows of one band are compared. */
export interface Banding {
  readonly bands: number;
  readonly rows: number;
}

/**
 * 16 bands of 7 rows: a pair of Jaccard similarity s shares a band with probability 1 - (1 - s^7)^16, which is .977 at .8, .998 at .85
 * and .99997 at .9 (14 bands of 8 rows: .924, .988, .9996).
 */
export const BANDING: Banding = { bands: 16, rows: 7 };

/** Name and version of what the band keys are made of. Keys of two versions must not be compared. */
export const BANDING_VERSION = 'minhash-16x7-folded-5-grams@1';

/** The column of a band's keys, `k00` to `k99`. */
export function keyColumn(band: number): string {
  return `k${String(band).padStart(2, '0')}`;
}

/** Columns of a table of signatures, one row a document: reading one band reads two columns. */
export function bandColumns({ bands }: Banding = BANDING): SqlColumns {
  const keys = Array.from({ length: bands }, (_, band) => [keyColumn(band), 'BIGINT'] as const);
  return { place: 'BIGINT', ...Object.fromEntries(keys) };
}

const KEY_COLUMNS = Array.from({ length: BANDING.bands }, (_, band) => keyColumn(band));

/** A document's keys by their columns. */
export function keyColumns(keys: readonly bigint[]): Record<string, bigint> {
  const columns: Record<string, bigint> = {};
  for (const [band, key] of keys.entries()) columns[KEY_COLUMNS[band] ?? keyColumn(band)] = key;
  return columns;
}
