import type { SignedManifest } from '../../contract/data-manifest';
import type { Store } from '../../stages/data/engine/store';
import { IDENTITY_SWAPPED, REPEATED } from '../../stages/data/run/copier';
import { linesAs } from '../../stages/data/run/documents';

/** A line of the curated data, as far as people are told of it. */
export interface CuratedLine {
  readonly id: string;
  readonly source: string;
  /** Cleaned: personal data is not in it. */
  readonly text: string;
  readonly label?: string;
  readonly weight?: number;
  /** Of a copy, the record that it comes from. */
  readonly copyOf?: string;
}

/** A copy that a counter-measure added. */
export type AddedLine = CuratedLine & { readonly copyOf: string };

/** Rules by which counter-measures add copies. */
export const REPEAT_RULE = 'balance/resample-repeat@1';
export const SWAP_RULE = 'balance/identity-swap@1';

/** The curated data, in its order. */
export async function* curatedOf(store: Store, { manifest }: SignedManifest): AsyncGenerator<CuratedLine> {
  for (const { key } of manifest.outputs) yield* linesAs<CuratedLine>(store, key);
}

/** All copies of a run; nothing is read where its books have none. */
export async function* addedOf(store: Store, signed: SignedManifest): AsyncGenerator<AddedLine> {
  if (signed.manifest.steps.every(({ added = 0 }) => added === 0)) return;
  for await (const line of curatedOf(store, signed)) if (isAdded(line)) yield line;
}

export function isAdded(line: CuratedLine): line is AddedLine {
  return line.copyOf !== undefined;
}

/** The rules that made a copy of a record, in the order in which they were applied. */
export function madeBy({ id, copyOf }: Pick<AddedLine, 'id' | 'copyOf'>): string[] {
  const ending = id.slice(copyOf.length);
  return [
    ...(ending.startsWith(REPEATED) ? [REPEAT_RULE] : []),
    ...(ending.endsWith(IDENTITY_SWAPPED) ? [SWAP_RULE] : []),
  ];
}
