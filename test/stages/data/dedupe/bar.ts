import { locate } from '../../../../stages/data/dedupe/place';
import type { Found } from './measured';
import type { PlantedCorpus } from './planted-corpus';
import { pairsOver, trueJaccard, TrueSets } from './true-pairs';

/** What was found, beside what is true. */
export interface Bar {
  readonly documents: number;
  /** Pairs of a Jaccard similarity of .9 or more, and the share of them in one cluster. */
  readonly pairs90: number;
  readonly at90: number;
  /** The same for .8 to .9. */
  readonly pairs80: number;
  readonly at80: number;
  /** Edges whose true similarity is under .3. */
  readonly under30: number;
  /** Share of planted exact copies that were found. */
  readonly exact: number;
  /** Greatest difference of an edge's similarity from the true one. */
  readonly error: number;
}

/** Judges what was found in a corpus that was one run in shards of `size`. */
export function bar({ texts, exact }: PlantedCorpus, { duplicates, edges_ }: Found, size = 500): Bar {
  const truth = new TrueSets();
  for (const text of texts) truth.add(text);
  const { sets } = truth;
  const kept = new Map(duplicates.map((row) => [place(row['id']), place(row['kept'])]));
  const cluster = (at: number): number => kept.get(at) ?? at;
  const share = (pairs: readonly (readonly [number, number])[]): number =>
    pairs.filter(([a, b]) => cluster(a) === cluster(b)).length / pairs.length;
  const pairs = pairsOver(sets, 0.8);
  const high = pairs.filter(({ similarity }) => similarity >= 0.9).map(({ a, b }) => [a, b] as const);
  const middle = pairs.filter(({ similarity }) => similarity < 0.9).map(({ a, b }) => [a, b] as const);
  const real = edges_.map(({ a, b }) => trueJaccard(sets[index(a, size)]!, sets[index(b, size)]!));
  return {
    documents: texts.length,
    pairs90: high.length,
    at90: share(high),
    pairs80: middle.length,
    at80: share(middle),
    under30: real.filter((similarity) => similarity < 0.3).length,
    exact: share(exact),
    error: Math.max(...real.map((similarity, at) => Math.abs(similarity - edges_[at]!.similarity))),
  };
}

function place(id: unknown): number {
  return Number(String(id).split('.')[1]);
}

function index(number: bigint, size: number): number {
  const { shard, row } = locate(number);
  return shard * size + row;
}
