import { valueOf, type Measured } from './measured';
import type { PreTraining } from './pre-training';

/** One metric before and after a counter-measure. */
export interface Change {
  readonly metric: string;
  readonly before: Measured;
  readonly after: Measured;
  /** `closer` to 0, `further` from it, or `same`; undefined where one side was not evaluated. */
  readonly toward?: 'closer' | 'further' | 'same';
}

/** Two states of a table side by side, all metrics in their order. Differences under 1e-12 are arithmetic, not change. */
export function compareTables(before: PreTraining, after: PreTraining): Change[] {
  const [old, now] = [before, after].map(({ metrics, full }): Record<string, Measured> => ({ ...metrics, ...full }));
  return Object.entries(old ?? {}).flatMap(([metric, value]) => {
    const other = now?.[metric];
    return other === undefined ? [] : [changeOf(metric, value, other)];
  });
}

function changeOf(metric: string, before: Measured, after: Measured): Change {
  const [a, b] = [valueOf(before), valueOf(after)];
  if (a === undefined || b === undefined) return { metric, before, after };
  const gap = Math.abs(b) - Math.abs(a);
  return { metric, before, after, toward: Math.abs(gap) < 1e-12 ? 'same' : gap < 0 ? 'closer' : 'further' };
}
