import { harmless } from '../../lib/config/got';
import { linesAs } from '../../stages/data/run/documents';
import type { SignedManifest } from '../../contract/data-manifest';
import type { Store } from '../../stages/data/engine/store';

/** A record that did not make it, as a run wrote it down. */
export interface Excluded {
  readonly id: string;
  readonly source: string;
  readonly step: string;
  readonly kind: 'dropped' | 'quarantined';
  readonly rule: string;
  readonly value: number;
  readonly limit: number;
  readonly detail?: string;
}

/** Everything that a run left out, in its order. */
export async function* excludedOf(store: Store, { manifest }: SignedManifest): AsyncGenerator<Excluded> {
  for (const { key } of manifest.records)
    if (key.startsWith('excluded/') || key.startsWith('refused/')) yield* linesAs<Excluded>(store, key);
}

/** What was measured of it, for people: a value and its limit, or which record it repeats. */
export function measured({ rule, value, limit, detail }: Excluded): string {
  if (rule.startsWith('duplicate/exact')) return `the same text as ${harmless(detail ?? '')}`;
  if (rule.startsWith('duplicate/')) return `similarity ${rounded(value)} to ${harmless(detail ?? '')}`;
  const why = detail === undefined ? '' : ` (${harmless(detail)})`;
  // What could not be read has nothing to measure: there, the rule's name says it all.
  if (rule.startsWith('acquire/') && value === 1 && limit === 0) return detail === undefined ? '' : harmless(detail);
  return `${rounded(value)}, and the limit is ${rounded(limit)}${why}`;
}

/** A measured value with as many digits as a person reads. */
export function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/0+$/, '');
}
