import type { SqlRow } from '../engine/sql-engine';
import { Profile, type FeatureSpec } from '../watch/profile/profile';
import { FEATURES } from './features';

/** What is watched of a run: every measured feature, and the categories. */
const WATCHED: readonly FeatureSpec[] = [
  ...['source', 'language', 'label', 'facet'].map((name) => ({ name, kind: 'text' as const })),
  ...FEATURES.map((name) => ({ name, kind: 'number' as const })),
];

export function runProfile(): Profile {
  return new Profile(WATCHED);
}

/** A document's values, in the order of the profile. An empty category is a missing one. */
export function valuesOf(row: SqlRow): unknown[] {
  return WATCHED.map(({ name, kind }) => (kind === 'text' && row[name] === '' ? null : row[name]));
}
