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

/** Every document's distance from the others, in the documents' order. Values are compressed by sign(x) ln(1 + |x|), as lengths and counts are skewed. */
export function anomalies(documents: readonly MeasuredDocument[], options: AnomalyOptions): readonly Anomaly[] {
  const table = tableOf(documents, options.features);
  const scores = isolationScores(table, options);
  const z = greatestZ(documents, table, options.leastOfSource ?? 20);
  return documents.map(({ id }, row) => ({
    id,
    anomaly_score: scores[row] ?? 0,
    anomaly_z: z.value[row] ?? 0,
    feature: options.features[z.column[row] ?? 0] ?? '',
  }));
}

/** Limits that an outlier crosses; on ordinary text a score over 0.7 is rarer than one of a hundred. */
export const ANOMALY_RULES: readonly Rule[] = [
  {
    id: 'anomaly/isolation',
    version: 1,
    feature: 'anomaly_score',
    atMost: 0.7,
    unit: 'score',
    source: 'Liu, Ting and Zhou 2008: scores much over 0.5 are anomalies',
    fails: 'quarantined',
  },
  {
    id: 'anomaly/robust-z',
    version: 1,
    feature: 'anomaly_z',
    atMost: 12,
    unit: 'robust standard deviations',
    source: 'after Iglewicz and Hoaglin 1993, whose 3.5 is for one normal feature; text features have long tails',
    fails: 'quarantined',
  },
];

function tableOf(documents: readonly MeasuredDocument[], features: readonly string[]): Table {
  const values = new Float64Array(documents.length * features.length);
  documents.forEach(({ id, features: measured }, row) => {
    features.forEach((feature, column) => {
      const value = measured[feature];
      if (value === undefined || !Number.isFinite(value)) {
        throw new AnomalyError(
          'FEATURE_NOT_MEASURED',
          `The document ${id} has to have a finite ${feature}, got ${String(value)}`,
        );
      }
      values[row * features.length + column] = Math.sign(value) * Math.log1p(Math.abs(value));
    });
  });
  return { values, rows: documents.length, columns: features.length };
}

function greatestZ(documents: readonly MeasuredDocument[], { values, rows, columns }: Table, leastOfSource: number) {
  const value = new Float64Array(rows);
  const column = new Int32Array(rows);
  const everything = documents.map((_, row) => row);
  for (const group of groupsOf(documents)) {
    const compared = group.length < leastOfSource ? everything : group;
    const mine = new Set(group);
    for (let at = 0; at < columns; at++) {
      const z = robustZ(Float64Array.from(compared, (row) => values[row * columns + at] ?? 0));
      compared.forEach((row, index) => {
        const distance = Math.abs(z[index] ?? 0);
        if (!mine.has(row) || distance <= (value[row] ?? 0)) return;
        value[row] = distance;
        column[row] = at;
      });
    }
  }
  return { value, column };
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
