import type { SqlColumns } from '../engine/sql-engine';
import { defineQuery } from '../sql/define-query';

/** Columns of a run's documents, as dedupe needs them. `sha` is what `exactHash` gives, `place` what `placeOf` gives. */
export const DOCUMENT_COLUMNS = { id: 'VARCHAR', place: 'BIGINT', sha: 'VARCHAR' } as const satisfies SqlColumns;
/** Columns of the table of documents of all runs; `n` is unique over runs. */
export const NUMBERED_COLUMNS = { id: 'VARCHAR', sha: 'VARCHAR', n: 'BIGINT', run: 'BIGINT' } as const;
/** Columns of the table of exact duplicates: a document, and the first with the same text. */
export const EXACT_COLUMNS = { n: 'BIGINT', kept: 'BIGINT' } as const satisfies SqlColumns;

/** A run's table, and what is added to its places. */
export interface Numbered {
  readonly table: string;
  readonly offset: bigint;
}

const RUNS: readonly Numbered[] = [
  { table: 'earlier', offset: 0n },
  { table: 'current', offset: 70_368_744_177_664n },
];

/** The documents of all runs under one numbering. */
export const numberedDocuments = defineQuery<{ readonly runs: readonly Numbered[] }>({
  name: 'dedupe/documents',
  reads: ({ runs }) => Object.fromEntries(runs.map(({ table }) => [table, DOCUMENT_COLUMNS])),
  examples: [{ runs: RUNS }],
  text: ({ runs }) =>
    runs
      .map(
        ({ table, offset }, run) =>
          `SELECT id, sha, place + CAST(${offset} AS BIGINT) AS n, CAST(${run} AS BIGINT) AS run FROM ${table}`,
      )
      .join('\nUNION ALL\n'),
});

/** Documents whose normalised text another has, with the first of them. */
export const exactDuplicates = defineQuery({
  name: 'dedupe/exact',
  reads: () => ({ dedupe_documents: NUMBERED_COLUMNS }),
  examples: [undefined],
  text: () => `
    SELECT d.n AS n, g.kept AS kept
    FROM dedupe_documents d
    JOIN (SELECT sha, MIN(n) AS kept FROM dedupe_documents GROUP BY sha HAVING COUNT(*) > 1) g ON d.sha = g.sha
    WHERE d.n > g.kept`,
});

/**
 * What a run leaves: each document of this run (its numbers begin at `from`) that repeats another, and the one kept for it. An exact copy of
 * a near duplicate is a near duplicate of the one kept.
 */
export const duplicates = defineQuery<{ readonly from: bigint }>({
  name: 'dedupe/duplicates',
  reads: () => ({
    dedupe_documents: NUMBERED_COLUMNS,
    dedupe_exact: EXACT_COLUMNS,
    dedupe_near: { n: 'BIGINT', kept: 'BIGINT', similarity: 'DOUBLE' },
  }),
  examples: [{ from: 0n }],
  text: ({ from }) => `
    SELECT d.id AS id, k.id AS kept, u.kind AS kind, u.similarity AS similarity, k.run AS kept_run
    FROM (
      SELECT n, kept, CAST('near' AS VARCHAR) AS kind, similarity FROM dedupe_near
      UNION ALL
      SELECT x.n, COALESCE(r.kept, x.kept),
        CASE WHEN r.kept IS NULL THEN CAST('exact' AS VARCHAR) ELSE CAST('near' AS VARCHAR) END,
        COALESCE(r.similarity, CAST(1 AS DOUBLE))
      FROM dedupe_exact x
      LEFT JOIN dedupe_near r ON r.n = x.kept
    ) u
    JOIN dedupe_documents d ON d.n = u.n
    JOIN dedupe_documents k ON k.n = u.kept
    WHERE u.n >= ${from}`,
});

/** How many duplicates there are of each kind. */
export const duplicateCounts = defineQuery({
  name: 'dedupe/counts',
  reads: () => ({ duplicates: { kind: 'VARCHAR' } }),
  examples: [undefined],
  text: () => `SELECT kind, COUNT(*) AS documents FROM duplicates GROUP BY kind ORDER BY kind`,
});
