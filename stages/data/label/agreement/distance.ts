/** How far apart two values are (Krippendorff 2011): equal or not, by ranks, by difference, or by difference relative to the sum. */
export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Squared distance of each pair of values, a row a value, as Krippendorff's metric difference functions define it.
 *
 * @param values ascending
 * @param totals how often each value was given: only `ordinal` depends on it
 */
export function squaredDistances(level: Level, values: readonly number[], totals: Float64Array): Float64Array {
  const size = values.length;
  const squared = new Float64Array(size * size);
  for (let low = 0; low < size; low++) {
    let between = totals[low] as number;
    for (let high = low + 1; high < size; high++) {
      between += totals[high] as number;
      const ranks = between - ((totals[low] as number) + (totals[high] as number)) / 2;
      const distance = distanceOf(level, values[low] as number, values[high] as number, ranks);
      squared[low * size + high] = distance * distance;
      squared[high * size + low] = distance * distance;
    }
  }
  return squared;
}

function distanceOf(level: Level, a: number, b: number, ranks: number): number {
  if (level === 'nominal') return 1;
  if (level === 'ordinal') return ranks;
  return level === 'interval' ? b - a : (b - a) / (a + b);
}
