import { total, type Cells } from '../../balance/cells';
import { measured, notEvaluated, type Measured } from '../../balance/measured';
import { Seeded } from '../../seeded';
import { Z_95, type Interval } from '../../balance/wilson';
import { quantile } from '../../quantile';

/** A statistic with its uncertainty. `error` and `interval` are there where the value is. */
export interface Estimate {
  readonly value: Measured;
  /** Standard error. */
  readonly error?: number;
  /** 95 %. */
  readonly interval?: Interval;
}

/**
 * DPL with its interval, by the delta method: the variances of two independent shares add up. Shares of 0 or 1 would have no variance, so
 * each side's variance counts one more positive and one more negative row (Agresti and Caffo 2000); the value itself is not changed.
 */
export function positiveRateDifference({ cells }: Cells): Estimate {
  const side = (inFacet: boolean): { rate: number; variance: number; rows: number } => {
    const rows = total(cells, (cell) => cell.inFacet === inFacet);
    const positives = total(cells, (cell) => cell.inFacet === inFacet && cell.positive);
    const share = (positives + 1) / (rows + 2);
    return { rate: positives / rows, variance: (share * (1 - share)) / (rows + 2), rows };
  };
  const [a, d] = [side(false), side(true)];
  if (a.rows === 0 || d.rows === 0) return { value: notEvaluated('a facet has no row') };
  return withError(a.rate - d.rate, Math.sqrt(a.variance + d.variance));
}

/** A statistic of resampled units, for what has no formula of its error. The units must be independent: documents, not labels. */
export interface Bootstrap {
  readonly seed: number;
  /** @default 1000 */
  readonly rounds?: number;
}

/**
 * Percentile interval of a statistic by the bootstrap (B. Efron 1979). Resamples on which the statistic is not evaluated are left out;
 * where more than one in ten is, there is no interval.
 */
export function bootstrapEstimate<T>(
  units: readonly T[],
  statistic: (sample: readonly T[]) => Measured,
  { seed, rounds = 1000 }: Bootstrap,
): Estimate {
  const value = statistic(units);
  if (value.kind === 'not evaluated' || units.length < 2) return { value };
  const random = new Seeded(seed);
  const found: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const again = statistic(units.map(() => units[random.below(units.length)] as T));
    if (again.kind === 'measured') found.push(again.value);
  }
  if (found.length < 0.9 * rounds) return { value };
  found.sort((a, b) => a - b);
  const mean = found.reduce((sum, x) => sum + x, 0) / found.length;
  const error = Math.sqrt(found.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (found.length - 1));
  return { value, error, interval: { low: quantile(found, 0.025), high: quantile(found, 0.975) } };
}

/** A value with a standard error, and the interval that follows where it is normal. */
export function withError(value: number, error: number): Estimate {
  return { value: measured(value), error, interval: { low: value - Z_95 * error, high: value + Z_95 * error } };
}
