import type { SqlEngine } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { cluster } from './cluster/cluster';
import { BANDING } from './near/banding';
import { ALL_PAIRS } from './near/candidate-queries';
import { candidateBatches, findCandidates } from './near/candidates';
import { recheck, THRESHOLD, type Edge, type TextSource } from './near/recheck';
import { runOffset } from './place';
import { duplicateCounts, duplicates, exactDuplicates, numberedDocuments, type Numbered } from './queries';

/** Names of a run's attached tables. */
export interface DedupeTables {
  /** Has `DOCUMENT_COLUMNS`, and may have others. */
  readonly documents: string;
  /** Has `bandColumns()`. */
  readonly bands: string;
}

export interface DedupeInput {
  readonly run: DedupeTables;
  /** What earlier runs kept, the earliest run first: a document of this run that repeats one of them is not kept. */
  readonly earlier?: readonly DedupeTables[];
  readonly texts: TextSource;
  readonly store: Store;
  /** Where edges and labels are written; what was there is removed. @default 'dedupe/' */
  readonly prefix?: string;
  /** @default 16, of `BANDING` */
  readonly bands?: number;
  /** Jaccard similarity of near duplicates. @default 0.8 */
  readonly threshold?: number;
  /** Largest group of one band's key that is compared pair by pair. @default 32 */
  readonly allPairs?: number;
  /** Pairs compared together. @default 100,000 */
  readonly batch?: number;
  /** Edges beyond which components are found in SQL. @default 5,000,000 */
  readonly inMemory?: number;
}

/** What was found. The table `duplicates` has it document by document. */
export interface Duplicates {
  readonly exact: number;
  readonly near: number;
  /** Pairs that were compared. */
  readonly candidates: number;
  /** Pairs that are near. */
  readonly edges: number;
  /** Rounds that the components took in SQL; 0 where they were found in memory. */
  readonly rounds: number;
}

/** Columns of the table that `deduplicate` leaves. */
export const DUPLICATE_COLUMNS = {
  /** A document of this run that repeats another. */
  id: 'VARCHAR',
  /** The one that is kept for it: of the earliest run, then the first in source order. */
  kept: 'VARCHAR',
  /** `exact` or `near`. */
  kind: 'VARCHAR',
  /** Jaccard similarity to the one kept; where the two were not compared, to the nearest of the cluster that was. 1 for exact. */
  similarity: 'DOUBLE',
  /** Place of the kept document's run: the earliest is 0, this run's is the number of earlier ones. */
  kept_run: 'BIGINT',
} as const;

/** Finds which documents of a run repeat another of it or of an earlier run, and leaves table `duplicates` (`DUPLICATE_COLUMNS`). */
export async function deduplicate(engine: SqlEngine, input: DedupeInput): Promise<Duplicates> {
  const tables = [...(input.earlier ?? []), input.run];
  const from = runOffset(tables.length - 1);
  await engine.create('dedupe_documents', numberedDocuments({ runs: numbered(tables, 'documents') }));
  await engine.create('dedupe_exact', exactDuplicates());
  await findCandidates(engine, {
    runs: numbered(tables, 'bands'),
    bands: input.bands ?? BANDING.bands,
    from,
    allPairs: input.allPairs ?? ALL_PAIRS,
  });
  let candidates = 0;
  async function* checked(): AsyncGenerator<Edge[]> {
    for await (const pairs of candidateBatches(engine, input.batch ?? 100_000)) {
      candidates += pairs.length;
      yield await recheck(pairs, input.texts, input.threshold ?? THRESHOLD);
    }
  }
  const { edges, rounds } = await cluster(engine, checked(), {
    store: input.store,
    prefix: input.prefix ?? 'dedupe/',
    ...(input.inMemory !== undefined && { inMemory: input.inMemory }),
  });
  await engine.create('duplicates', duplicates({ from }));
  const counts = new Map((await engine.rows(duplicateCounts())).map((row) => [row['kind'], Number(row['documents'])]));
  return { exact: counts.get('exact') ?? 0, near: counts.get('near') ?? 0, candidates, edges, rounds };
}

function numbered(tables: readonly DedupeTables[], what: keyof DedupeTables): Numbered[] {
  return tables.map((names, run) => ({ table: names[what], offset: runOffset(run) }));
}
