import type { SqlEngine } from '../../engine/sql-engine';
import type { Store } from '../../engine/store';
import { writeTable } from '../../run/table';
import type { Edge } from '../near/recheck';
import { componentsInSql } from './components';
import { EDGE_FILE_COLUMNS, LABEL_COLUMNS, links, nearDuplicates } from './queries';
import { UnionFind } from './union-find';

/** Edges up to which components are found in memory: some 2 GB of Maps and arrays at worst. */
const IN_MEMORY = 5_000_000;
/** Labels of one object. */
const LABELS = 1_000_000;

export interface ClusterInput {
  readonly store: Store;
  /** Where edges and labels are written; what was there is removed. Ends with `/`. */
  readonly prefix: string;
  /** Edges beyond which components are found in SQL. @default 5,000,000 */
  readonly inMemory?: number;
}

/** What was found. */
export interface Clustered {
  readonly edges: number;
  /** Rounds of SQL; 0 where the components were found in memory. */
  readonly rounds: number;
}

/** Leaves `dedupe_near(n, kept, similarity)`: who is near whom, from edges that come in parts and are written as they come. */
export async function cluster(
  engine: SqlEngine,
  parts: AsyncIterable<readonly Edge[]>,
  { store, prefix, inMemory = IN_MEMORY }: ClusterInput,
): Promise<Clustered> {
  for (const { key } of await store.list(prefix)) await store.remove(key);
  let forest: UnionFind | undefined = new UnionFind();
  let edges = 0;
  let part = 0;
  for await (const found of parts) {
    if (found.length === 0) continue;
    edges += found.length;
    await writeEdges(store, `${prefix}edges/${numbered(part++)}`, found);
    if (edges > inMemory) forest = undefined;
    for (const { a, b } of found) forest?.join(a, b);
  }
  await engine.attach('dedupe_edges', `${prefix}edges/`, EDGE_FILE_COLUMNS);
  await engine.create('dedupe_links', links());
  const rounds = forest === undefined ? await componentsInSql(engine) : 0;
  if (forest !== undefined) {
    await writeLabels(store, `${prefix}labels/`, forest);
    await engine.attach('dedupe_labels', `${prefix}labels/`, LABEL_COLUMNS);
  }
  await engine.create('dedupe_near', nearDuplicates());
  return { edges, rounds };
}

async function writeEdges(store: Store, key: string, edges: readonly Edge[]): Promise<void> {
  await writeTable(store, key, EDGE_FILE_COLUMNS, {
    a: edges.map(({ a }) => a),
    b: edges.map(({ b }) => b),
    similarity: edges.map(({ similarity }) => similarity),
  });
}

async function writeLabels(store: Store, prefix: string, forest: UnionFind): Promise<void> {
  const labels = forest.labels();
  for (let from = 0; from < labels.length; from += LABELS) {
    const some = labels.slice(from, from + LABELS);
    await writeTable(store, `${prefix}${numbered(from / LABELS)}`, LABEL_COLUMNS, {
      node: some.map(({ node }) => node),
      label: some.map(({ label }) => label),
    });
  }
}

function numbered(part: number): string {
  return `${String(part).padStart(6, '0')}.parquet`;
}
