/** The whole numbers from `low` to `high`, both included. */
export interface Interval {
  readonly low: bigint;
  readonly high: bigint;
}

export function interval(low: bigint | number, high: bigint | number = low): Interval {
  return { low: BigInt(low), high: BigInt(high) };
}

export function overlap(left: Interval, right: Interval): Interval | undefined {
  const low = left.low > right.low ? left.low : right.low;
  const high = left.high < right.high ? left.high : right.high;
  return low <= high ? { low, high } : undefined;
}
