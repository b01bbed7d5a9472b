import { Seeded } from '../../seeded';
import { quantile } from '../../quantile';

/** Between which values a statistic lies, had other units been drawn. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How an interval is drawn. */
export interface BootstrapOptions {
  readonly seed: number;
  /** @default 1000 */
  readonly rounds?: number;
  /** Which part of the rounds the interval covers. @default 0.95 */
  readonly confidence?: number;
}

/**
 * Percentile bootstrap over units (Efron 1979): whole units are drawn with replacement, since the labels of one unit depend on each other.
 * Rounds in which the statistic is not defined are left out.
 *
 * @returns undefined where fewer than half of the rounds gave a value
 */
export function bootstrapInterval(
  units: number,
  statistic: (chosen: Int32Array) => number | undefined,
  { seed, rounds = 1000, confidence = 0.95 }: BootstrapOptions,
): Interval | undefined {
  const random = new Seeded(seed);
  const chosen = new Int32Array(units);
  const found: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < units; at++) chosen[at] = random.below(units);
    const value = statistic(chosen);
    if (value !== undefined) found.push(value);
  }
  if (units === 0 || found.length < rounds / 2) return undefined;
  found.sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return { low: quantile(found, tail), high: quantile(found, 1 - tail) };
}
