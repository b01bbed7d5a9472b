import { measured, notEvaluated, type Measured } from '../../balance/measured';
import { together, weightOf, type WeightedValue } from './weighted-values';

export interface KolmogorovSmirnov {
  /** Largest difference of the shares at or below a value. */
  readonly d: Measured;
  /** Chance of a d at least this large from one distribution, asymptotic. */
  readonly p: Measured;
}

/** Two-sample test of Kolmogorov and Smirnov. On binned profiles, d is what shows at the ends of bins: at most the exact one. */
export function kolmogorovSmirnov(a: readonly WeightedValue[], b: readonly WeightedValue[]): KolmogorovSmirnov {
  const [n, m] = [weightOf(a), weightOf(b)];
  if (n === 0 || m === 0) {
    const none = notEvaluated('a sample is empty');
    return { d: none, p: none };
  }
  let d = 0;
  for (const { gap } of together(a, b)) d = Math.max(d, gap);
  const root = Math.sqrt((n * m) / (n + m));
  // Stephens 1970: makes the asymptotic distribution fit small samples.
  return { d: measured(d), p: measured(kolmogorovTail((root + 0.12 + 0.11 / root) * d)) };
}

/** Q(x) = 2 sum over j of (-1)^(j-1) exp(-2 j^2 x^2): the tail of Kolmogorov's distribution. Source: Kolmogorov 1933, Smirnov 1948. */
export function kolmogorovTail(x: number): number {
  // Under 0.2 the tail is 1 to twelve digits, and the series converges slowly.
  if (x < 0.2) return 1;
  let sum = 0;
  for (let j = 1; j <= 100; j++) {
    const term = Math.exp(-2 * j * j * x * x);
    sum += j % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}
