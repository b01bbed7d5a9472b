import { anomalies, ANOMALY_RULES } from '../anomaly/anomalies';
import {
  leastCompany,
  ORDER_RULES,
  orderAnomaly,
  orderNorm,
  type OrderedDocument,
} from '../anomaly/order/order-anomalies';
import { SHAPE, type TextShape } from '../anomaly/shape/text-shape';
import type { Reason } from '../decision';
import type { SqlEngine, SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { firstFailure } from '../rules/rule';
import { comparedSample, orderSuspects } from './compared-queries';
import type { RunSettings } from './settings';
import { readJson } from '../engine/read-json';

/** Documents whose shapes are compared with one another, and suspects of an order of words that are judged. Which, is by a random order of ids. */
const MOST = 50_000;

/** A document that is far from all others, and why. */
type Outlier = readonly [id: string, reason: Reason];
type ComparedDocument = OrderedDocument & TextShape;

/** Documents that are far from all others. */
export interface Outliers {
  /** Why a document is set aside; undefined where it is not. */
  judge(row: SqlRow): Reason | undefined;
}

/** Looks for outliers among `documents` compared ones, and writes them. Table `compared` must be attached. */
export async function findOutliers(
  store: Store,
  sql: SqlEngine,
  { id, documents }: { readonly id: string; readonly documents: number },
  { anomalies: { share }, seed }: RunSettings,
): Promise<string> {
  const sample = (await sql.rows(comparedSample({ most: MOST }))).map(comparedDocument);
  // The surest first, as a plan says how many may be set aside: a text in no order is told with fewer false alarms.
  const found = new Map<string, Reason>();
  for (const [one, reason] of [...(await outOfOrder(sql, sample)), ...outOfShape(sample, seed)]) {
    if (!found.has(one)) found.set(one, reason);
  }
  const chosen = [...found].slice(0, Math.floor(share * documents));
  const key = `outliers/${id}.json`;
  await store.write(key, Buffer.from(JSON.stringify(chosen)));
  return key;
}

/** What {@link findOutliers} wrote. */
export async function loadOutliers(store: Store, key: string): Promise<Outliers> {
  const reasons = new Map(await readJson<Outlier[]>(store, key));
  return { judge: (row) => reasons.get(String(row['id'])) };
}

/** Documents whose words are in no order; what is usual is learnt from the sample, and every document is judged. */
async function outOfOrder(sql: SqlEngine, sample: readonly ComparedDocument[]): Promise<readonly Outlier[]> {
  const norm = orderNorm(sample);
  const query = orderSuspects({ z: ORDER_RULES.order.atLeast, company: leastCompany(norm), most: MOST });
  const found = (await sql.rows(query)).flatMap((row) => orderAnomaly(comparedDocument(row), norm) ?? []);
  found.sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
  return found.map(({ id, reason }) => [id, reason]);
}

/** Documents of the sample whose characters and words are like no other's of their source. */
function outOfShape(sample: readonly ComparedDocument[], seed: number): readonly Outlier[] {
  const documents = sample.map(({ id, source, ...features }) => ({ id, source, features }));
  const found = anomalies(documents, { features: SHAPE, seed }).flatMap((anomaly) => {
    const { id, anomaly_score, anomaly_z, feature } = anomaly;
    const failure = firstFailure({ anomaly_score, anomaly_z }, ANOMALY_RULES);
    return failure === undefined ? [] : [{ id, score: anomaly_score, reason: { ...failure.reason, detail: feature } }];
  });
  found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return found.map(({ id, reason }) => [id, reason]);
}

function comparedDocument(row: SqlRow): ComparedDocument {
  const numbers = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
  return { ...numbers, id: String(row['id']), source: String(row['source']) } as unknown as ComparedDocument;
}
