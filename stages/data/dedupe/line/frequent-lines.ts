import type { SqlEngine } from '../../engine/sql-engine';
import { frequentLines } from './queries';

/** Documents that may have a line before it is boilerplate. */
export const LINE_LIMIT = 10;

/** The lines that too many documents have, by hash, each with the place of the first document that has it: there it stays. */
export type FrequentLines = ReadonlyMap<bigint, bigint>;

/** Finds the frequent lines of a table of lines (`LINE_COLUMNS`). They are few: what is held is one entry a line over the limit. */
export async function findFrequentLines(engine: SqlEngine, table: string, limit = LINE_LIMIT): Promise<FrequentLines> {
  const rows = await engine.rows(frequentLines({ table, limit }));
  return new Map(rows.map((row) => [row['hash'] as bigint, row['first_place'] as bigint]));
}
