import { anomalies, ANOMALY_RULES } from '../anomaly/anomalies';
import type { Reason } from '../decision';
import type { SqlEngine, SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { QUALITY_RULES } from '../rules/quality-rules';
import { firstFailure } from '../rules/rule';
import { keptFeatures } from './kept-counts';
import type { RunSettings } from './settings';

/** Documents that are compared with one another; which, is by the order of their hashes. The others are not looked at. */
const MOST = 50_000;
/** With fewer there is no telling what is usual. */
const FEWEST = 200;
const MEASURED = [...new Set(QUALITY_RULES.map(({ feature }) => feature))];

/** Documents that are far from all others. */
export interface Outliers {
  /** Why a document is set aside; undefined where it is not. */
  judge(row: SqlRow): Reason | undefined;
}

/** Looks for outliers among documents that were kept so far, and writes them; undefined where none are asked for, or nobody can tell. */
export async function findOutliers(
  store: Store,
  sql: SqlEngine,
  id: string,
  { anomalies: { share }, seed }: RunSettings,
): Promise<string | undefined> {
  if (share === 0) return undefined;
  const rows = await sql.rows(keptFeatures({ features: MEASURED, most: MOST }));
  if (rows.length < FEWEST) return undefined;
  const documents = rows.map((row) => {
    const features = Object.fromEntries(MEASURED.map((name) => [name, Number(row[name])]));
    return { id: String(row['id']), source: String(row['source']), features };
  });
  const found = anomalies(documents, { features: MEASURED, seed }).flatMap((anomaly) => {
    const { anomaly_score, anomaly_z } = anomaly;
    const failure = firstFailure({ anomaly_score, anomaly_z }, ANOMALY_RULES);
    if (failure === undefined) return [];
    return [{ id: anomaly.id, score: anomaly_score, reason: { ...failure.reason, detail: anomaly.feature } }];
  });
  // The farthest first: a plan says how many may be set aside.
  found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const chosen = found.slice(0, Math.floor(share * documents.length));
  const key = `outliers/${id}.json`;
  await store.write(key, Buffer.from(JSON.stringify(chosen.map(({ id: document, reason }) => [document, reason]))));
  return key;
}

/** What {@link findOutliers} wrote. */
export async function loadOutliers(store: Store, key: string): Promise<Outliers> {
  const reasons = new Map(JSON.parse(Buffer.from(await store.read(key)).toString('utf8')) as [string, Reason][]);
  return { judge: (row) => reasons.get(String(row['id'])) };
}
