import { measured, notEvaluated, type Measured } from './measured';
import { Seeded } from '../seeded';
import type { WordVectors } from './word-vectors';

/** Two sets of targets (flowers, insects) and two of attributes (pleasant, unpleasant). */
export interface WeatTest {
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly a: readonly string[];
  readonly b: readonly string[];
}

export interface WeatResult {
  /** Difference of the targets' mean associations in units of their standard deviation. At most 2 in size for equal sets. */
  readonly effect: Measured;
  /** One-sided: how often a random division of the targets is at least as far apart. */
  readonly p: Measured;
  /** Whether all divisions were tried, or seeded random ones. */
  readonly exact: boolean;
  /** Words without a vector: they are left out. */
  readonly unknown: readonly string[];
}

/**
 * Word Embedding Association Test. Source: Caliskan, Bryson and Narayanan 2017, "Semantics derived automatically from language corpora
 * contain human-like biases". Association of a word: mean cosine with A less mean cosine with B. The effect size divides by the sample
 * standard deviation (n - 1). p counts divisions of X and Y into the same sizes whose difference is at least the observed one.
 */
export function weat(
  vectors: WordVectors,
  test: WeatTest,
  { seed, samples = 10_000 }: { readonly seed: number; readonly samples?: number },
): WeatResult {
  const known = (words: readonly string[]): string[] => words.filter((word) => vectors.has(word));
  const unknown = [
    ...new Set([...test.x, ...test.y, ...test.a, ...test.b].filter((word) => !vectors.has(word))),
  ].sort();
  const [x, y, a, b] = [known(test.x), known(test.y), known(test.a), known(test.b)];
  if (Math.min(x.length, y.length) < 2 || Math.min(a.length, b.length) < 1) {
    const none = notEvaluated('fewer than two targets, or no attribute, have a vector');
    return { effect: none, p: none, exact: false, unknown };
  }
  const associations = [...x, ...y].map((word) => meanCosine(vectors, word, a) - meanCosine(vectors, word, b));
  const deviation = standardDeviation(associations);
  if (!(deviation > 0)) {
    const none = notEvaluated('all targets have the same association, or a vector is zero');
    return { effect: none, p: none, exact: false, unknown };
  }
  const difference = mean(associations.slice(0, x.length)) - mean(associations.slice(x.length));
  const divisions = choose(associations.length, x.length);
  const exact = divisions <= samples;
  const p = exact ? exactP(associations, x.length) : sampledP(associations, x.length, samples, seed);
  return { effect: measured(difference / deviation), p: measured(p), exact, unknown };
}

function meanCosine(vectors: WordVectors, word: string, others: readonly string[]): number {
  const vector = vectors.get(word) ?? new Float64Array();
  return mean(others.map((other) => cosine(vector, vectors.get(other) ?? new Float64Array())));
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i] ?? 0, b[i] ?? 0];
    dot += p * q;
    aa += p * p;
    bb += q * q;
  }
  return dot / Math.sqrt(aa * bb);
}

/** The share of all divisions whose sum over X is at least the observed one. For fixed sizes, the sum orders as the difference does. */
function exactP(values: readonly number[], size: number): number {
  const observed = values.slice(0, size).reduce((sum, value) => sum + value, 0);
  let [all, far] = [0, 0];
  const visit = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      all++;
      if (atLeast(sum, observed)) far++;
      return;
    }
    for (let i = from; i <= values.length - left; i++) visit(i + 1, left - 1, sum + (values[i] ?? 0));
  };
  visit(0, size, 0);
  return far / all;
}

/** The same from random divisions; the observed one counts as one of them, so p is never 0. */
function sampledP(values: readonly number[], size: number, samples: number, seed: number): number {
  const observed = values.slice(0, size).reduce((sum, value) => sum + value, 0);
  const random = new Seeded(seed);
  const order = Float64Array.from(values);
  let far = 1;
  for (let round = 0; round < samples; round++) {
    random.shuffle(order);
    let sum = 0;
    for (let i = 0; i < size; i++) sum += order[i] ?? 0;
    if (atLeast(sum, observed)) far++;
  }
  return far / (samples + 1);
}

/** The order of adding changes the last bits: what differs by less is equal. */
function atLeast(sum: number, observed: number): boolean {
  return sum >= observed - 1e-12;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
