import { measured, notEvaluated, type Measured } from '../../balance/measured';
import type { WeightedValue } from './weighted-values';

/** A share never counts as less than this: an empty class would make the index infinite. */
const SMALLEST_SHARE = 1e-4;

/**
 * Population stability index: sum over classes of (q - p) ln(q / p), with p the baseline's shares. Under 0.1 little has changed, over 0.25
 * much (N. Siddiqi 2006, "Credit risk scorecards"). Shares under 0.0001 count as that.
 */
export function stabilityIndex(baseline: readonly number[], current: readonly number[]): Measured {
  const [totalP, totalQ] = [baseline, current].map((counts) => counts.reduce((sum, count) => sum + count, 0));
  if (!totalP || !totalQ) return notEvaluated('a sample is empty');
  let index = 0;
  for (let i = 0; i < Math.max(baseline.length, current.length); i++) {
    const p = Math.max((baseline[i] ?? 0) / totalP, SMALLEST_SHARE);
    const q = Math.max((current[i] ?? 0) / totalQ, SMALLEST_SHARE);
    index += (q - p) * Math.log(q / p);
  }
  return measured(index);
}

/**
 * Two numeric distributions counted in classes that each hold about a tenth of the baseline. Equal values are never divided, so a feature
 * with few values has fewer classes. Values beyond the baseline's range fall in the outer classes.
 */
export function decileCounts(
  baseline: readonly WeightedValue[],
  current: readonly WeightedValue[],
  classes = 10,
): { readonly baseline: number[]; readonly current: number[] } {
  const total = baseline.reduce((sum, { count }) => sum + count, 0);
  const ends: number[] = [];
  let [seen, taken] = [0, 0];
  for (const { value, count } of baseline) {
    seen += count;
    if (seen - taken >= total / classes) {
      ends.push(value);
      taken = seen;
    }
  }
  // A last class of its own for what lies above the baseline's highest full class.
  return { baseline: inClasses(baseline, ends), current: inClasses(current, ends) };
}

function inClasses(values: readonly WeightedValue[], ends: readonly number[]): number[] {
  const counts = new Array<number>(ends.length + 1).fill(0);
  let at = 0;
  for (const { value, count } of values) {
    while (at < ends.length && value > (ends[at] ?? 0)) at++;
    counts[at] = (counts[at] ?? 0) + count;
  }
  return counts;
}
