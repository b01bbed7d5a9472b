// A normal distribution's median absolute deviation is 0.6745 of its standard deviation.
const MAD_TO_SIGMA = 0.6744897501960817;

/**
 * Each value's distance from the median in robust standard deviations (Iglewicz and Hoaglin 1993), by the median deviation of the values on its own side,
 * as text is not symmetric (Rosenmai's double MAD, 2013). 0 where more than half of a side is equal: then there is no telling what is far. A value that
 * is NaN was not measured, and is not far.
 */
export function robustZ(values: Float64Array): Float64Array {
  const measured = values.filter((value) => !Number.isNaN(value));
  const middle = median(measured);
  const below = deviation(measured.filter((value) => value <= middle).map((value) => middle - value));
  const above = deviation(measured.filter((value) => value >= middle).map((value) => value - middle));
  return values.map((value) => {
    const sigma = value < middle ? below : above;
    return sigma > 0 && !Number.isNaN(value) ? (value - middle) / sigma : 0;
  });
}

/** The middle value, or the mean of the two middle ones; 0 of none. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function deviation(distances: Float64Array): number {
  return median(distances) / MAD_TO_SIGMA;
}
