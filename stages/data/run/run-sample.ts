import type { MapResult } from '../engine/map-engine';
import type { SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import { mergedSample, type DomainSample, type SampledDocument } from '../watch/domain/domain-sample';
import { linesAs } from './documents';
import { FEATURES } from './features';
import { readJson } from '../engine/read-json';

/** Where a run's sample lies, for runs that are compared with it. */
export const SAMPLE_KEY = 'records/domain-sample.json';

/** What was measured of a document. What is no number is not known. */
export function sampledValues(row: SqlRow): SampledDocument['values'] {
  return FEATURES.map((name) => {
    const value = row[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  });
}

/** The sample of a run: of what each part gave, those that are first by rank. */
export async function runSample(store: Store, mixed: readonly MapResult[], seed: number): Promise<DomainSample> {
  const collected: SampledDocument[] = [];
  for (const { outputs } of mixed) {
    for (const { key } of outputs.filter((output) => output.key.startsWith('samples/')))
      for await (const one of linesAs<SampledDocument>(store, key)) collected.push(one);
  }
  return mergedSample(seed, FEATURES, collected);
}

/** The sample that an earlier run left; undefined where it left none. */
export async function sampleOf(store: Store): Promise<DomainSample | undefined> {
  if (!(await store.exists(SAMPLE_KEY))) return undefined;
  return readJson<DomainSample>(store, SAMPLE_KEY);
}
