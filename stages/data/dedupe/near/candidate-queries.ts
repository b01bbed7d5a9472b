import { defineQuery } from '../../sql/define-query';
import { EXACT_COLUMNS, type Numbered } from '../queries';
import { keyColumn } from './banding';

/** Groups up to this size are compared pair by pair; at most this many comparisons a document and band, halved. */
export const ALL_PAIRS = 32;

const SHARED_COLUMNS = { band_key: 'BIGINT', n: 'BIGINT', leader: 'BIGINT', members: 'BIGINT' } as const;
const EDGE_COLUMNS = { a: 'BIGINT', b: 'BIGINT' } as const;

interface BandOf {
  readonly runs: readonly Numbered[];
  readonly band: number;
  /** Number of this run's first document: a group of earlier documents only is of no interest. */
  readonly from: bigint;
}

/** Documents that share one band's key with another, with the group's first and size. Exact duplicates are represented by the one kept. */
export const sharedKeys = defineQuery<BandOf>({
  name: 'dedupe/shared-keys',
  reads: ({ runs, band }) => ({
    ...Object.fromEntries(runs.map(({ table }) => [table, { place: 'BIGINT', [keyColumn(band)]: 'BIGINT' }])),
    dedupe_exact: EXACT_COLUMNS,
  }),
  examples: [{ runs: [{ table: 'bands', offset: 0n }], band: 3, from: 0n }],
  text: ({ runs, band, from }) => `
    WITH keyed AS (
      ${runs.map((run) => keysOf(run, keyColumn(band))).join('\n      UNION ALL\n      ')}
    )
    SELECT m.band_key AS band_key, m.n AS n, g.leader AS leader, g.members AS members
    FROM keyed m
    JOIN (
      SELECT band_key, MIN(n) AS leader, COUNT(*) AS members FROM keyed
      GROUP BY band_key HAVING COUNT(*) > 1 AND MAX(n) >= ${from}
    ) g ON m.band_key = g.band_key`,
});

/**
 * Pairs to compare of one band: all of a small group; of a large one those with the group's first and those of neighbours, so that a key
 * that 100,000 documents share gives 200,000 pairs and not 5,000,000,000.
 */
export const bandEdges = defineQuery<{ readonly from: bigint; readonly allPairs: number }>({
  name: 'dedupe/band-edges',
  reads: () => ({ dedupe_shared: SHARED_COLUMNS }),
  examples: [{ from: 0n, allPairs: ALL_PAIRS }],
  text: ({ from, allPairs }) => `
    SELECT l.n AS a, r.n AS b
    FROM dedupe_shared l
    JOIN dedupe_shared r ON l.band_key = r.band_key AND l.n < r.n
    WHERE l.members <= ${allPairs} AND r.members <= ${allPairs} AND r.n >= ${from}
    UNION ALL
    SELECT leader AS a, n AS b FROM dedupe_shared WHERE members > ${allPairs} AND n > leader AND n >= ${from}
    UNION ALL
    SELECT c.previous AS a, c.n AS b
    FROM (
      SELECT n, leader, LAG(n) OVER (PARTITION BY band_key ORDER BY n) AS previous
      FROM dedupe_shared WHERE members > ${allPairs}
    ) c
    WHERE c.previous > c.leader AND c.n >= ${from}`,
});

/** The pairs of all bands, each once. */
export const candidateEdges = defineQuery<{ readonly tables: readonly string[] }>({
  name: 'dedupe/candidates',
  reads: ({ tables }) => Object.fromEntries(tables.map((table) => [table, EDGE_COLUMNS])),
  examples: [{ tables: ['dedupe_edges_0', 'dedupe_edges_1'] }],
  text: ({ tables }) => tables.map((table) => `SELECT a, b FROM ${table}`).join('\nUNION\n'),
});

/** How many pairs begin in each stretch of `stretch` numbers. */
export const candidateCounts = defineQuery<{ readonly stretch: number }>({
  name: 'dedupe/candidate-counts',
  reads: () => ({ dedupe_candidates: EDGE_COLUMNS }),
  examples: [{ stretch: 4096 }],
  text: ({ stretch }) => `
    SELECT a - MOD(a, ${stretch}) AS first_number, COUNT(*) AS pairs
    FROM dedupe_candidates
    GROUP BY a - MOD(a, ${stretch})
    ORDER BY first_number`,
});

/** A part of the pairs: those that begin in a stretch of numbers, or one of `parts` of them by their second number. */
export interface Batch {
  readonly from: bigint;
  readonly below: bigint;
  readonly parts: number;
  readonly part: number;
}

/** The pairs of a batch, in order. */
export const candidateBatch = defineQuery<Batch>({
  name: 'dedupe/candidate-batch',
  reads: () => ({ dedupe_candidates: EDGE_COLUMNS }),
  examples: [
    { from: 0n, below: 4096n, parts: 1, part: 0 },
    { from: 0n, below: 4096n, parts: 3, part: 1 },
  ],
  text: ({ from, below, parts, part }) => `
    SELECT a, b FROM dedupe_candidates
    WHERE a >= ${from} AND a < ${below}${parts > 1 ? ` AND MOD(b, ${parts}) = ${part}` : ''}
    ORDER BY a, b`,
});

function keysOf({ table, offset }: Numbered, key: string): string {
  const number = `s.place + CAST(${offset} AS BIGINT)`;
  return `SELECT s.${key} AS band_key, ${number} AS n FROM ${table} s LEFT JOIN dedupe_exact x ON x.n = ${number} WHERE x.n IS NULL AND s.${key} IS NOT NULL`;
}
