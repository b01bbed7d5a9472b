import type { Features, Rule } from '../rules/rule';
import { AnomalyError } from './anomaly-error';
import { isolationScores, type ForestOptions, type Table } from './isolation-forest';
import { robustZ } from './robust-z';

export interface MeasuredDocument {
  readonly id: string;
  readonly source: string;
  readonly features: Features;
}

export interface AnomalyOptions extends ForestOptions {
  /** The features that count; every document has to have each. */
  readonly features: readonly string[];
  /** A source with fewer documents is compared with all documents. @default 20 */
  readonly leastOfSource?: number;
}

/** How far a document is from the others. */
export interface Anomaly {
  readonly id: string;
  /** Isolation forest's score over all documents, 0 to 1. */
  readonly anomaly_score: number;
  /** Greatest absolute robust z of a feature within the document's source. */
  readonly anomaly_z: number;
  /** The feature with that z. */
  readonly feature: string;
}

/**
 * Every document's distance from the others, in the documents' order. Both measures see a value by its distance from the source's median, in the source's
 * own deviations: a source of another kind is no outlier.
 */
export function anomalies(documents: readonly MeasuredDocument[], options: AnomalyOptions): readonly Anomaly[] {
  const table = tableOf(documents, options);
  const scores = isolationScores(table, options);
  return documents.map(({ id }, row) => {
    const { z, column } = greatest(table, row);
    return { id, anomaly_score: scores[row] ?? 0, anomaly_z: z, feature: options.features[column] ?? '' };
  });
}

/** Limits that an outlier crosses, by the features of {@link TextShape}. They were chosen on one half of the mails of the bench. */
export const ANOMALY_RULES: readonly Rule[] = [
  {
    id: 'anomaly/isolation',
    version: 2,
    feature: 'anomaly_score',
    atMost: 0.6,
    unit: 'score',
    source: 'Liu, Ting and Zhou 2008: scores much over 0.5 are anomalies',
    fails: 'quarantined',
  },
  {
    id: 'anomaly/robust-z',
    version: 2,
    feature: 'anomaly_z',
    atMost: 12,
    unit: 'robust standard deviations',
    source: 'after Iglewicz and Hoaglin 1993, whose 3.5 is for one normal feature; text features have long tails',
    fails: 'quarantined',
  },
];

/** Robust z of each feature within the document's source. */
function tableOf(documents: readonly MeasuredDocument[], { features, leastOfSource = 20 }: AnomalyOptions): Table {
  const rows = documents.length;
  const columns = features.length;
  const values = new Float64Array(rows * columns);
  const everything = documents.map((_, row) => row);
  const groups = [...groupsOf(documents)];
  features.forEach((feature, column) => {
    const measured = Float64Array.from(documents, (document) => valueOf(document, feature));
    for (const group of groups) {
      const small = group.length < leastOfSource;
      const compared = small ? everything : group;
      const mine = new Set(group);
      const z = robustZ(Float64Array.from(compared, (row) => measured[row] ?? 0));
      compared.forEach((row, at) => {
        if (!small || mine.has(row)) values[row * columns + column] = z[at] ?? 0;
      });
    }
  });
  return { values, rows, columns };
}

function valueOf({ id, features }: MeasuredDocument, feature: string): number {
  const value = features[feature];
  if (value !== undefined && Math.abs(value) !== Infinity) return value;
  throw new AnomalyError(
    'FEATURE_NOT_MEASURED',
    `The document ${id} has to have a ${feature}, finite or NaN where it cannot be told, got ${String(value)}`,
  );
}

function greatest({ values, columns }: Table, row: number): { readonly z: number; readonly column: number } {
  let z = 0;
  let column = 0;
  for (let at = 0; at < columns; at++) {
    const distance = Math.abs(values[row * columns + at] ?? 0);
    if (distance > z) [z, column] = [distance, at];
  }
  return { z, column };
}

function groupsOf(documents: readonly MeasuredDocument[]): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  documents.forEach(({ source }, row) => {
    const group = groups.get(source);
    if (group === undefined) groups.set(source, [row]);
    else group.push(row);
  });
  return groups.values();
}
