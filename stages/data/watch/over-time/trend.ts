import { measured, notEvaluated, type Measured } from '../../balance/measured';
import type { Interval } from '../../balance/wilson';
import { quantile, valueAt } from '../../quantile';
import type { Point } from './change';

/** With fewer runs the interval would reach beyond the slopes that there are. */
export const FEWEST_RUNS = 8;
/** Older runs say nothing of where a series goes now. */
const MOST_RUNS = 24;
/** 99 %: a trend is looked for at every run. */
const Z_99 = 2.5758293035489;

/** Where a statistic goes, from run to run. */
export interface Trend {
  /** Change a run. */
  readonly slope: Measured;
  /** 99 %. */
  readonly interval?: Interval;
  /** What the end of the interval that is nearest to 0 comes to over all runs looked at, as a size; 0 where the interval holds 0. */
  readonly least: Measured;
  /** On the line through the runs, at the first and at the last of them. */
  readonly ends?: { readonly first: number; readonly last: number };
}

/**
 * The median of the slopes between any two runs, and the interval by the variance of Kendall's S, ties counted. No distribution is assumed,
 * and a single wild run moves neither. Runs that were not evaluated are passed over; their places count.
 *
 * Sources: P. K. Sen 1968, "Estimates of the regression coefficient based on Kendall's tau"; H. B. Mann 1945; the interval's ranks as in
 * R. O. Gilbert 1987, "Statistical methods for environmental pollution monitoring", 16.5.
 */
export function trendOf(points: readonly Point[]): Trend {
  const known = points.slice(-MOST_RUNS).flatMap(({ estimate: { value } }, run) => {
    return value.kind === 'measured' ? [{ run, value: value.value }] : [];
  });
  if (known.length < FEWEST_RUNS) {
    const few = notEvaluated(`there are ${known.length} runs with a value, and a trend needs ${FEWEST_RUNS}`);
    return { slope: few, least: few };
  }
  const slopes = known
    .flatMap((one, at) => known.slice(at + 1).map((other) => (other.value - one.value) / (other.run - one.run)))
    .sort((a, b) => a - b);
  const slope = median(slopes);
  const reach = Z_99 * Math.sqrt(varianceOfS(known.map(({ value }) => value)));
  const interval = {
    low: atRank(slopes, (slopes.length - reach) / 2),
    high: atRank(slopes, (slopes.length + reach) / 2 + 1),
  };
  const [first, last] = [known[0]?.run ?? 0, known.at(-1)?.run ?? 0];
  const base = median(known.map(({ run, value }) => value - slope * run).sort((a, b) => a - b));
  const near = interval.low > 0 ? interval.low : interval.high < 0 ? -interval.high : 0;
  return {
    slope: measured(slope),
    interval,
    least: measured(near * (last - first)),
    ends: { first: base + slope * first, last: base + slope * last },
  };
}

/** Of Kendall's S where nothing changes. */
function varianceOfS(values: readonly number[]): number {
  const n = values.length;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const term = (k: number): number => k * (k - 1) * (2 * k + 5);
  return ([...counts.values()].reduce((sum, tied) => sum - term(tied), term(n)) as number) / 18;
}

function median(sorted: readonly number[]): number {
  return quantile(sorted, 0.5);
}

/** The value at a rank from 1, between its neighbours where the rank is no whole number; at the ends beyond them. */
function atRank(sorted: readonly number[], rank: number): number {
  return valueAt(sorted, Math.min(Math.max(rank - 1, 0), sorted.length - 1));
}
