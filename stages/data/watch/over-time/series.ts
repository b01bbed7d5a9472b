import type { Point } from './change';

/** One statistic of one subject, run by run, the earliest first. */
export interface Series {
  /** E.g. `bias source`, `agreement`. */
  readonly name: string;
  /** E.g. `dpl`, `alpha`. */
  readonly statistic: string;
  readonly points: readonly Point[];
}

/** Series with those of a later run behind them. What only one of them has begins or ends there. */
export function continued(earlier: readonly Series[], later: readonly Series[]): Series[] {
  const all = new Map<string, Series>();
  for (const one of [...earlier, ...later]) {
    const key = JSON.stringify([one.name, one.statistic]);
    all.set(key, { ...one, points: [...(all.get(key)?.points ?? []), ...one.points] });
  }
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
