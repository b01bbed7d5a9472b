import { rankOf } from '../rank';
import type { Store } from '../engine/store';
import type { Opinions } from './opinions';
import type { FinishedPart } from './products';
import { cellName } from './cell-name';
import type { Measures } from './measures';
import { readTable } from './table';

/** Ranks of the documents that labels and the counter-measures so far leave in, by cell of facet and label. What lacks one of the two is in no cell. */
export async function ranksByCell(
  store: Store,
  parts: readonly FinishedPart[],
  opinions: Opinions,
  measures: Measures,
  seed: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const ranks = new Map<string, number[]>();
  for (const { cleaned, judged } of parts) {
    const rows = await readTable(store, cleaned.attributes, ['id', 'source', 'facet', 'label']);
    for (const [at, { kind }] of (await readTable(store, judged, ['kind'])).entries()) {
      const row = rows[at];
      if (kind !== 'kept' || row === undefined || opinions.doubted(row) !== undefined) continue;
      const [facet, label] = [String(row['facet']), opinions.label(row)];
      if (facet === '' || label === '') continue;
      if (measures.effects(row, label).at(-1)?.kind === 'leaves') continue;
      const name = cellName(facet, label);
      const rank = rankOf(seed, String(row['id']));
      const held = ranks.get(name);
      if (held === undefined) ranks.set(name, [rank]);
      else held.push(rank);
    }
  }
  return ranks;
}
