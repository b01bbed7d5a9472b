import type { Reason } from '../decision';
import type { Cells } from './cells';
import { valueOf, type Measured } from './measured';
import { leaveOneOut, pooled, type CellsBySource } from './source-causes';

export interface QuarantinePlan {
  /** In the order in which they were chosen, each with the metric before and the limit. */
  readonly sources: readonly { readonly source: string; readonly reason: Reason }[];
  readonly before: Measured;
  readonly after: Measured;
  /** Whether the metric is within the limit now. */
  readonly reached: boolean;
  /** Share of the rows that the plan sets aside. */
  readonly setAside: number;
}

/**
 * Chooses sources to quarantine so that the metric's size comes to at most `limit`: each time the one whose absence brings it closest
 * to 0, while the rows set aside stay at most `mostSetAside` of all. A greedy plan for a person to confirm: it need not be the smallest.
 */
export function planQuarantine(
  bySource: CellsBySource,
  metric: (cells: Cells) => Measured,
  { limit, mostSetAside = 0.2 }: { readonly limit: number; readonly mostSetAside?: number },
): QuarantinePlan {
  const all = rowsOf(bySource);
  const before = metric(pooled(bySource));
  const chosen: { source: string; reason: Reason }[] = [];
  let left: CellsBySource = bySource;
  let after = before;
  while (after.kind === 'measured' && Math.abs(after.value) > limit) {
    const value = Math.abs(after.value);
    const [best] = leaveOneOut(left, metric)
      .causes.map(({ source, without }) => ({ source, size: Math.abs(valueOf(without) ?? Infinity) }))
      .filter(({ source, size }) => size < value && 1 - rowsOf(withoutOne(left, source)) / all <= mostSetAside)
      .sort((s, t) => s.size - t.size || (s.source < t.source ? -1 : 1));
    if (best === undefined) break;
    chosen.push({ source: best.source, reason: { rule: 'balance/source-quarantine@1', value, limit } });
    left = withoutOne(left, best.source);
    after = metric(pooled(left));
  }
  const reached = after.kind === 'measured' && Math.abs(after.value) <= limit;
  return { sources: chosen, before, after, reached, setAside: all === 0 ? 0 : 1 - rowsOf(left) / all };
}

function withoutOne(bySource: CellsBySource, source: string): CellsBySource {
  return new Map([...bySource].filter(([name]) => name !== source));
}

function rowsOf(bySource: CellsBySource): number {
  return pooled(bySource).cells.reduce((sum, { count }) => sum + count, 0);
}
