/** The value at a place of sorted values, from 0, in proportion between the two neighbours of a place that is no whole number; NaN where there are none. */
export function valueAt(sorted: ArrayLike<number>, place: number): number {
  const below = Math.floor(place);
  const [low, high] = [sorted[below] ?? Number.NaN, sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN];
  return low + (place - below) * (high - low);
}

/** Hyndman and Fan's type 7, as R has it by default. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return valueAt(sorted, share * (sorted.length - 1));
}
