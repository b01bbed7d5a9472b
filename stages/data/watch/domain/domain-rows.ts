import { hashedNgrams, type SparseRows } from '../../classifier/features';
import type { SampledDocument } from './domain-sample';

/** Few texts fill no larger space. */
export const BITS = 16;
/** Longest run of words. */
export const LONGEST = 2;
/** Each feature has so many cells: one a tenth of the values, and one for those that are missing. */
export const CELLS = 11;
/** First cell of the features: those of the words come before. */
export const FIRST_FEATURE = 2 ** BITS;

/**
 * Documents as rows: their words and pairs of words by hash, then a cell for the tenth of all values that each feature's value is in. Both
 * halves have the same weight, and a row has length 1.
 *
 * @param features columns of `values` that count
 */
export function domainRows(documents: readonly SampledDocument[], features: readonly number[]): SparseRows {
  const words = hashedNgrams(
    documents.map(({ text }) => text),
    { bits: BITS, longest: LONGEST },
  );
  const edges = features.map((at) => edgesOf(documents.map(({ values }) => values[at])));
  const start = new Int32Array(documents.length + 1);
  const index = new Int32Array(words.index.length + documents.length * features.length);
  const value = new Float32Array(index.length);
  const half = Math.SQRT1_2;
  const each = features.length === 0 ? 0 : half / Math.sqrt(features.length);
  let filled = 0;
  documents.forEach(({ values }, row) => {
    for (let at = words.start[row] as number; at < (words.start[row + 1] as number); at++) {
      index[filled] = words.index[at] as number;
      value[filled++] = half * (words.value[at] as number);
    }
    features.forEach((at, feature) => {
      index[filled] = FIRST_FEATURE + feature * CELLS + tenthOf(values[at], edges[feature] ?? []);
      value[filled++] = each;
    });
    start[row + 1] = filled;
  });
  return { rows: documents.length, size: FIRST_FEATURE + features.length * CELLS, start, index, value };
}

/** Upper ends of all tenths but the last. */
function edgesOf(values: readonly (number | null | undefined)[]): number[] {
  const known = Float64Array.from(values.filter((value) => typeof value === 'number')).sort();
  return Array.from({ length: CELLS - 2 }, (_, at) => known[Math.floor(((at + 1) * known.length) / (CELLS - 1))] ?? 0);
}

function tenthOf(value: number | null | undefined, edges: readonly number[]): number {
  if (typeof value !== 'number') return CELLS - 1;
  const at = edges.findIndex((edge) => value < edge);
  return at < 0 ? edges.length : at;
}
