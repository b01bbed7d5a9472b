/**
 * The most frequent keys of a stream in bounded memory: Misra and Gries' summary, which two can be merged (Agarwal et al.,
 * "Mergeable summaries", PODS 2012). A count is too low by `error` at most, and never too high.
 */
export class HeavyHitters {
  private readonly counts = new Map<string, number>();
  private lost = 0;

  /** Between two reductions twice `capacity` keys are held. */
  public constructor(private readonly capacity: number) {}

  public get error(): number {
    return this.lost;
  }

  public add(key: string, times = 1): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + times);
    if (this.counts.size > 2 * this.capacity) this.reduce();
  }

  public merge(other: HeavyHitters): void {
    for (const [key, count] of other.sorted()) this.counts.set(key, (this.counts.get(key) ?? 0) + count);
    this.lost += other.lost;
    if (this.counts.size > this.capacity) this.reduce();
  }

  public get(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  /** Keys and counts in the keys' order. */
  public sorted(): [key: string, count: number][] {
    return [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  public toJSON(): { lost: number; counts: [string, number][] } {
    return { lost: this.lost, counts: this.sorted() };
  }

  public static from(
    capacity: number,
    { lost, counts }: { lost: number; counts: readonly (readonly [string, number])[] },
  ): HeavyHitters {
    const hitters = new HeavyHitters(capacity);
    hitters.lost = lost;
    for (const [key, count] of counts) hitters.counts.set(key, count);
    return hitters;
  }

  /** Takes the count of the first key beyond the capacity from every key, so that the capacity's keys stay at most. */
  private reduce(): void {
    const taken = [...this.counts.values()].sort((a, b) => b - a)[this.capacity] ?? 0;
    this.lost += taken;
    for (const [key, count] of this.counts) {
      if (count <= taken) this.counts.delete(key);
      else this.counts.set(key, count - taken);
    }
  }
}
