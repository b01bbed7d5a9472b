// A normal distribution's median absolute deviation is 0.6745 of its standard deviation, its mean absolute deviation 0.7979.
const MAD_TO_SIGMA = 0.6744897501960817;
const MEAN_TO_SIGMA = 0.7978845608028654;

/**
 * Each value's distance from the median in robust standard deviations (Iglewicz and Hoaglin 1993): by the median absolute
 * deviation; by the mean one where more than half of the values are equal; 0 where all are.
 */
export function robustZ(values: Float64Array): Float64Array {
  const middle = median(values);
  const deviations = values.map((value) => Math.abs(value - middle));
  const mad = median(deviations);
  const sigma = mad > 0 ? mad / MAD_TO_SIGMA : mean(deviations) / MEAN_TO_SIGMA;
  return values.map((value) => (sigma > 0 ? (value - middle) / sigma : 0));
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
