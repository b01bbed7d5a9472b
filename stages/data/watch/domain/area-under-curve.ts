import { measured, notEvaluated, type Measured } from '../../balance/measured';
import { Z_95, type Interval } from '../../balance/wilson';

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties counting half (Mann and Whitney). Not evaluated with
 * one class only, or a score that is no number.
 */
export function areaUnderCurve(scores: ArrayLike<number>, positives: ArrayLike<boolean>): Measured {
  const order = Array.from(scores, (score, i) => ({ score, positive: positives[i] === true }));
  if (order.some(({ score }) => Number.isNaN(score))) return notEvaluated('a score is no number');
  order.sort((a, b) => a.score - b.score);
  let [rankSum, ones, at] = [0, 0, 0];
  while (at < order.length) {
    let end = at;
    while (order[end]?.score === order[at]?.score && end < order.length) end++;
    const tied = order.slice(at, end).filter(({ positive }) => positive).length;
    rankSum += (tied * (at + 1 + end)) / 2;
    ones += tied;
    at = end;
  }
  const zeros = order.length - ones;
  if (ones === 0 || zeros === 0) return notEvaluated('there is only one class');
  return measured((rankSum - (ones * (ones + 1)) / 2) / (ones * zeros));
}

/** Interval of an area, 95 %. Source: Hanley and McNeil 1982. */
export function areaInterval(area: number, ones: number, zeros: number): Interval {
  const [q1, q2] = [area / (2 - area), (2 * area * area) / (1 + area)];
  const spread = area * (1 - area) + (ones - 1) * (q1 - area * area) + (zeros - 1) * (q2 - area * area);
  const half = Z_95 * Math.sqrt(spread / (ones * zeros));
  return { low: Math.max(0, area - half), high: Math.min(1, area + half) };
}
