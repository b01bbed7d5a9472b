/** A share, and the interval that holds the true share with the confidence asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of the normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * Interval of a share after `successes` in `trials`, by Wilson's score. Source: E. B. Wilson 1927. Undefined without trials.
 * It stays in [0, 1] and says something also where no or every trial succeeds.
 */
export function wilson(successes: number, trials: number, z = Z_95): Interval | undefined {
  if (!(trials > 0)) return undefined;
  const rate = successes / trials;
  const spread = (z * z) / trials;
  const centre = (rate + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((rate * (1 - rate)) / trials + spread / (4 * trials));
  // At the ends the bound is exact; the arithmetic misses it by a rounding.
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
