import type { SqlEngine } from '../../engine/sql-engine';
import type { Numbered } from '../queries';
import {
  type Batch,
  bandEdges,
  candidateBatch,
  candidateCounts,
  candidateEdges,
  sharedKeys,
} from './candidate-queries';

/** A pair of documents' numbers, the smaller first. */
export interface Pair {
  readonly a: bigint;
  readonly b: bigint;
}

export interface CandidateInput {
  /** Tables of signatures, this run's last. */
  readonly runs: readonly Numbered[];
  readonly bands: number;
  /** Number of this run's first document. */
  readonly from: bigint;
  /** Largest group that is compared pair by pair. */
  readonly allPairs: number;
}

const STRETCH = 4096;

/** Leaves `dedupe_candidates(a, b)`: the pairs that share a band's key, found one band at a time. Needs `dedupe_exact`. */
export async function findCandidates(engine: SqlEngine, input: CandidateInput): Promise<void> {
  const tables: string[] = [];
  for (let band = 0; band < input.bands; band++) {
    const table = `dedupe_edges_${band}`;
    await engine.create('dedupe_shared', sharedKeys({ ...input, band }));
    await engine.create(table, bandEdges(input));
    tables.push(table);
  }
  await engine.create('dedupe_candidates', candidateEdges({ tables }));
}

/** The pairs of `dedupe_candidates` in parts of about `limit`, so that they never lie in memory together. */
export async function* candidateBatches(engine: SqlEngine, limit: number): AsyncGenerator<readonly Pair[]> {
  const counts = await engine.rows(candidateCounts({ stretch: STRETCH }));
  const stretches = counts.map((row) => ({ from: row['first_number'] as bigint, pairs: Number(row['pairs']) }));
  for (const batch of batchesOf(stretches, limit)) {
    const rows = await engine.rows(candidateBatch(batch));
    yield rows.map((row) => ({ a: row['a'] as bigint, b: row['b'] as bigint }));
  }
}

/** Joins neighbouring stretches up to the limit, and divides one that is beyond it. */
function batchesOf(stretches: readonly { readonly from: bigint; readonly pairs: number }[], limit: number): Batch[] {
  const batches: Batch[] = [];
  let open: { from: bigint; below: bigint; pairs: number } | undefined;
  const shut = (): void => {
    if (open === undefined) return;
    const { from, below, pairs } = open;
    const parts = Math.ceil(pairs / limit);
    for (let part = 0; part < parts; part++) batches.push({ from, below, parts, part });
    open = undefined;
  };
  for (const { from, pairs } of stretches) {
    if (open !== undefined && open.pairs + pairs > limit) shut();
    const below = from + BigInt(STRETCH);
    open = { from: open?.from ?? from, below, pairs: (open?.pairs ?? 0) + pairs };
  }
  shut();
  return batches;
}
