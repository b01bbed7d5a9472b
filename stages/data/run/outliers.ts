import type { Reason } from '../decision';
import type { SqlEngine, SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import type { RunSettings } from './settings';

export interface Outliers {
  judge(row: SqlRow): Reason | undefined;
}

export async function findOutliers(
  _store: Store,
  _sql: SqlEngine,
  _id: string,
  _settings: RunSettings,
): Promise<string | undefined> {
  return undefined;
}

export async function loadOutliers(_store: Store, _key: string): Promise<Outliers> {
  return { judge: () => undefined };
}
