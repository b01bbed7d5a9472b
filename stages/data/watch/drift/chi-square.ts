import { measured, notEvaluated, type Measured } from '../../balance/measured';
import { upperGamma } from './gamma';

/** Expected counts under this make the test's p wrong: such categories are put together. Source: W. G. Cochran 1954. */
const FEWEST_EXPECTED = 5;

export interface ChiSquare {
  readonly statistic: Measured;
  readonly p: Measured;
  readonly degrees: number;
}

/** The share of a chi-square distribution at or above `statistic`. */
export function chiSquareP(statistic: number, degrees: number): number {
  return upperGamma(degrees / 2, statistic / 2);
}

/**
 * Pearson's test that two samples have one distribution over categories. Index by index, `a` and `b` count the same category. Categories
 * expected fewer than 5 times in a sample are put together, and as long as that is too few, with the smallest of the others.
 */
export function chiSquare(a: readonly number[], b: readonly number[]): ChiSquare {
  const none = (reason: string): ChiSquare => ({
    statistic: notEvaluated(reason),
    p: notEvaluated(reason),
    degrees: 0,
  });
  const totalA = sum(a);
  const totalB = sum(b);
  if (totalA === 0 || totalB === 0) return none('a sample is empty');
  const pairs = pooled(
    a.map((count, i): [number, number] => [count, b[i] ?? 0]),
    Math.min(totalA, totalB) / (totalA + totalB),
  );
  if (pairs.length < 2) return none('fewer than two categories have enough records');
  let statistic = 0;
  for (const [countA, countB] of pairs) {
    const share = (countA + countB) / (totalA + totalB);
    statistic += (countA - share * totalA) ** 2 / (share * totalA) + (countB - share * totalB) ** 2 / (share * totalB);
  }
  const degrees = pairs.length - 1;
  return { statistic: measured(statistic), p: measured(chiSquareP(statistic, degrees)), degrees };
}

/** @param smaller the smaller sample's share of all: it has the smaller expected counts */
function pooled(pairs: readonly [number, number][], smaller: number): [number, number][] {
  const bySize = pairs.filter(([a, b]) => a + b > 0).sort(([a, b], [c, d]) => a + b - (c + d));
  const rest: [number, number] = [0, 0];
  let at = 0;
  while (at < bySize.length) {
    const [a, b] = bySize[at] ?? [0, 0];
    const restSize = rest[0] + rest[1];
    if ((a + b) * smaller >= FEWEST_EXPECTED && (restSize === 0 || restSize * smaller >= FEWEST_EXPECTED)) break;
    rest[0] += a;
    rest[1] += b;
    at++;
  }
  return [...(rest[0] + rest[1] > 0 ? [rest] : []), ...bySize.slice(at)];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
