import { RampartError } from '../../../../contract/errors';
import type { Pair } from './candidates';
import { GramSets, jaccard } from './gram-set';

/** A pair whose texts were compared. */
export interface Edge extends Pair {
  /** Jaccard similarity of the sets of folded word 5-grams. */
  readonly similarity: number;
}

/** Where texts are read from, by document number (`locate` says where it lies). */
export interface TextSource {
  /** Yields each document that is wanted once, in any order. `wanted` is in ascending order, so that a shard is opened once. */
  read(wanted: readonly bigint[]): AsyncIterable<readonly [number: bigint, text: string]>;
}

/** A text that the source did not give. */
export class RecheckError extends RampartError {}

/** Jaccard similarity at which two documents are near duplicates. */
export const THRESHOLD = 0.8;

/** Documents whose sets are held together. */
const HELD = 16_384;

/** The pairs whose texts are similar enough, in the order given. Holds the sets of at most about 16,384 documents. */
export async function recheck(pairs: readonly Pair[], texts: TextSource, threshold = THRESHOLD): Promise<Edge[]> {
  const edges: Edge[] = [];
  for (let at = 0; at < pairs.length;) {
    const wanted = new Set<bigint>();
    const begin = at;
    for (; at < pairs.length && wanted.size < HELD; at++) {
      const pair = pairs[at];
      if (pair !== undefined) wanted.add(pair.a).add(pair.b);
    }
    const sets = await gramSets([...wanted].sort(ascending), texts);
    for (const { a, b } of pairs.slice(begin, at)) {
      const similarity = similarityOf(set(sets, a), set(sets, b), threshold);
      if (similarity >= threshold) edges.push({ a, b, similarity });
    }
  }
  return edges;
}

async function gramSets(wanted: readonly bigint[], texts: TextSource): Promise<Map<bigint, Float64Array>> {
  const sets = new Map<bigint, Float64Array>();
  const reader = new GramSets();
  for await (const [number, text] of texts.read(wanted)) sets.set(number, reader.of(text));
  return sets;
}

/** Sets of too different sizes cannot be similar enough, and are not compared. */
function similarityOf(left: Float64Array, right: Float64Array, threshold: number): number {
  const most = Math.min(left.length, right.length) / Math.max(left.length, right.length);
  return most < threshold ? 0 : jaccard(left, right);
}

function set(sets: ReadonlyMap<bigint, Float64Array>, number: bigint): Float64Array {
  const found = sets.get(number);
  if (found !== undefined) return found;
  throw new RecheckError(
    'TEXT_MISSING',
    `document number ${number} has a signature, but the text source did not give it`,
  );
}

function ascending(left: bigint, right: bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
