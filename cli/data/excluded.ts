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
