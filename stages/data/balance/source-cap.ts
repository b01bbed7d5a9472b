import type { Decision } from '../decision';
import { BalanceError } from './balance-error';
import { rankOf } from '../rank';

/** A limit on what one source contributes: a count, or a share of what is left after all caps. */
export type Cap = { readonly records: number } | { readonly share: number };

/** The cap as a count for each source, given the sources' sizes. @throws BalanceError `SOURCE_CAP_INVALID`, `SOURCE_CAP_IMPOSSIBLE` */
export function capFor(cap: Cap, counts: Readonly<Record<string, number>>): number {
  if ('records' in cap) {
    if (!Number.isInteger(cap.records) || cap.records < 0) invalid(`records must be a count, got ${cap.records}`);
    return cap.records;
  }
  if (!(cap.share > 0 && cap.share <= 1)) invalid(`share must be above 0 and at most 1, got ${cap.share}`);
  const sizes = Object.values(counts);
  const kept = (most: number): number => sizes.reduce((sum, size) => sum + Math.min(size, most), 0);
  // The largest count that still is at most `share` of what is kept. kept() is concave, so all counts below the answer are good too.
  let [low, high] = [0, Math.max(0, ...sizes)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (middle <= cap.share * kept(middle) + 1e-9) low = middle;
    else high = middle - 1;
  }
  if (low === 0 && sizes.some((size) => size > 0)) {
    throw new BalanceError(
      'SOURCE_CAP_IMPOSSIBLE',
      `no cap leaves each of ${sizes.length} sources at most ${cap.share} of the records: that takes more sources, or a larger share`,
    );
  }
  return low;
}

/** Caps each source: which records stay is by seeded rank, whatever their order. By id. */
export function capSources(
  records: Iterable<{ readonly id: string; readonly source: string }>,
  cap: Cap,
  seed: number,
): { readonly id: string; readonly decision: Decision }[] {
  const bySource = new Map<string, { id: string; rank: number }[]>();
  for (const { id, source } of records) {
    const held = bySource.get(source);
    const entry = { id, rank: rankOf(seed, id) };
    if (held === undefined) bySource.set(source, [entry]);
    else held.push(entry);
  }
  const most = capFor(cap, Object.fromEntries([...bySource].map(([source, ids]) => [source, ids.length])));
  const decided = [...bySource.values()].flatMap((ids) => {
    ids.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
    return ids.map(({ id }, place): { id: string; decision: Decision } => ({
      id,
      decision:
        place < most
          ? { kind: 'kept' }
          : { kind: 'dropped', reason: { rule: 'balance/source-cap@1', value: ids.length, limit: most } },
    }));
  });
  return decided.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function invalid(message: string): never {
  throw new BalanceError('SOURCE_CAP_INVALID', `source cap: ${message}`);
}
