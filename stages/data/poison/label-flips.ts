import { crossValidate } from '../classifier/cross-validate';
import { hashedNgrams } from '../classifier/features';
import { PoisonError } from './poison-error';
import { benjaminiHochberg } from './trigger-suspects';

export interface FlipDocument {
  readonly id: string;
  readonly source: string;
  readonly label: string;
  readonly text: string;
}

export interface FlipOptions {
  readonly seed: number;
  /** A label is contradicted where another class has at least this probability by a model that never saw the document. @default 0.6 */
  readonly leastProbability?: number;
  /** @default 0.01 */
  readonly falseDiscoveryRate?: number;
}

/** A source whose labels contradict its texts more often than labels elsewhere do. */
export interface FlipCluster {
  readonly source: string;
  readonly documents: number;
  /** Ids of the contradicted documents, sorted. */
  readonly contradicted: readonly string[];
  readonly share: number;
  readonly shareElsewhere: number;
  /** Chance of so many contradictions or more at the rate elsewhere. */
  readonly p: number;
}

export interface FlipReport {
  /** Each contradicted document with the label that its text has by the others. */
  readonly contradicted: readonly {
    readonly id: string;
    readonly source: string;
    readonly label: string;
    readonly instead: string;
    readonly probability: number;
  }[];
  /** The surest first. */
  readonly clusters: readonly FlipCluster[];
}

const FOLDS = 5;

/** Finds labels that contradict their texts, by a cross-validated classifier over hashed n-grams, and the sources where they gather. */
export function labelFlips(documents: readonly FlipDocument[], options: FlipOptions): FlipReport {
  const { seed, leastProbability = 0.6, falseDiscoveryRate = 0.01 } = options;
  const names = [...new Set(documents.map(({ label }) => label))].sort();
  for (const name of names) {
    const count = documents.filter(({ label }) => label === name).length;
    if (count < FOLDS || names.length < 2) {
      throw new PoisonError(
        'FLIP_LABELS_TOO_FEW',
        `A search for flipped labels needs two labels with ${FOLDS} documents each, got ${names.length} labels, one of them with ${count} documents`,
      );
    }
  }
  const labels = documents.map(({ label }) => names.indexOf(label));
  const rows = hashedNgrams(documents.map(({ text }) => text));
  const probabilities = crossValidate(rows, labels, names.length, { seed, folds: FOLDS });
  const contradicted = documents.flatMap(({ id, source, label }, row) => {
    let best = 0;
    for (let other = 1; other < names.length; other++) {
      if ((probabilities[row * names.length + other] ?? 0) > (probabilities[row * names.length + best] ?? 0))
        best = other;
    }
    const probability = probabilities[row * names.length + best] ?? 0;
    if (best === labels[row] || probability < leastProbability) return [];
    return [{ id, source, label, instead: names[best] ?? '', probability }];
  });
  return { contradicted, clusters: clustersOf(documents, contradicted, falseDiscoveryRate) };
}

function clustersOf(
  documents: readonly FlipDocument[],
  contradicted: FlipReport['contradicted'],
  rate: number,
): readonly FlipCluster[] {
  const sources = [...new Set(documents.map(({ source }) => source))].sort();
  const tried = sources.map((source): FlipCluster => {
    const count = documents.filter((document) => document.source === source).length;
    const ids = contradicted.filter((entry) => entry.source === source).map(({ id }) => id);
    const others = documents.length - count;
    const elsewhere = contradicted.length - ids.length;
    // One more than was seen, so that no rate is 0.
    const base = (elsewhere + 1) / (others + 2);
    return {
      source,
      documents: count,
      contradicted: ids.sort(),
      share: ids.length / count,
      shareElsewhere: others === 0 ? 0 : elsewhere / others,
      p: others === 0 ? 1 : binomialTail(ids.length, count, base),
    };
  });
  const limit = benjaminiHochberg(
    tried.map(({ p }) => p),
    rate,
  );
  return tried.filter(({ p }) => p <= limit).sort((a, b) => a.p - b.p || (a.source < b.source ? -1 : 1));
}

/** The chance of `hits` or more in `of` trials, each with chance `rate`. */
export function binomialTail(hits: number, of: number, rate: number): number {
  if (hits <= 0) return 1;
  let log = 0;
  for (let at = 0; at < hits; at++) log += Math.log((of - at) / (at + 1));
  log += hits * Math.log(rate) + (of - hits) * Math.log1p(-rate);
  let term = Math.exp(log);
  let sum = 0;
  for (let at = hits; at <= of; at++) {
    sum += term;
    term *= ((of - at) / (at + 1)) * (rate / (1 - rate));
  }
  return Math.min(1, sum);
}
