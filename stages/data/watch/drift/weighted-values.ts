/** A value and how often it occurs. */
export interface WeightedValue {
  readonly value: number;
  readonly count: number;
}

/** Raw numbers as values with counts, by value. */
export function countedValues(values: ArrayLike<number>): WeightedValue[] {
  const sorted = Float64Array.from(values).sort();
  const counted: { value: number; count: number }[] = [];
  for (const value of sorted) {
    const last = counted[counted.length - 1];
    if (last?.value === value) last.count++;
    else counted.push({ value, count: 1 });
  }
  return counted;
}

/** Total of the counts. */
export function weightOf(values: readonly WeightedValue[]): number {
  return values.reduce((total, { count }) => total + count, 0);
}

/**
 * Walks two distributions together: for each value, in order, how far the
 * shares of both at or below it are apart, and how far it is to the next value. The difference is of whole numbers divided once: 60 % less 50 % is 0.1.
 * Both must be sorted by value and hold finite values only.
 */
export function* together(
  a: readonly WeightedValue[],
  b: readonly WeightedValue[],
): Generator<{ readonly gap: number; readonly width: number }> {
  const [totalA, totalB] = [weightOf(a), weightOf(b)];
  let [i, j, seenA, seenB] = [0, 0, 0, 0];
  while (i < a.length || j < b.length) {
    const value = Math.min(a[i]?.value ?? Infinity, b[j]?.value ?? Infinity);
    while (a[i]?.value === value) seenA += a[i++]?.count ?? 0;
    while (b[j]?.value === value) seenB += b[j++]?.count ?? 0;
    const next = Math.min(a[i]?.value ?? Infinity, b[j]?.value ?? Infinity);
    const gap = Math.abs(seenA * totalB - seenB * totalA) / (totalA * totalB);
    yield { gap, width: next === Infinity ? 0 : next - value };
  }
}
