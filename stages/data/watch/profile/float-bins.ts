import { floatOf, highWord, putFloat } from './float-words';

/** Bits of the fraction that a bin keeps: 128 bins for each doubling, so a bin is at most 1/128 of its value wide. */
const FRACTION_BITS = 7;
const SHIFT = 20 - FRACTION_BITS;
const PER_PAGE = 1 << FRACTION_BITS;
const PAGES = 4096;

/** A bin: the values from `low` (the end nearer to 0, inside) to `high` (outside), and how many there are. */
export interface FloatBin {
  /** Where the bin's values lie, at most 1/128 off. */
  readonly value: number;
  readonly count: number;
}

/**
 * Counts of numbers in bins that are the same for every feature and every run: the leading bits of a double name its bin. So two profiles
 * always compare bin by bin, merging is adding counts, and a quantile is at most 0.8 % off. Whole numbers up to 256 have a bin each.
 */
export class FloatBins {
  private readonly pages: (Float64Array | undefined)[] = new Array<Float64Array | undefined>(PAGES);

  /** @param value finite, not -0 */
  public add(value: number): void {
    putFloat(value);
    const word = highWord();
    const number = word >>> 20;
    const page = (this.pages[number] ??= new Float64Array(PER_PAGE));
    const at = (word >>> SHIFT) & (PER_PAGE - 1);
    page[at] = (page[at] as number) + 1;
  }

  public merge(other: FloatBins): void {
    for (const [key, count] of other.entries()) this.increase(key, count);
  }

  /** Bins with their counts, by value. */
  public bins(): FloatBin[] {
    return this.entries()
      .map(([key, count]) => ({ value: edge(key), count }))
      .sort((a, b) => a.value - b.value);
  }

  /** Key and count of each bin that is not empty, by key. */
  public toJSON(): readonly (readonly [key: number, count: number])[] {
    return this.entries();
  }

  public static from(entries: readonly (readonly [number, number])[]): FloatBins {
    const bins = new FloatBins();
    for (const [key, count] of entries) bins.increase(key, count);
    return bins;
  }

  private entries(): [number, number][] {
    const found: [number, number][] = [];
    this.pages.forEach((page, number) => {
      page?.forEach((count, at) => {
        if (count > 0) found.push([number * PER_PAGE + at, count]);
      });
    });
    return found;
  }

  private increase(key: number, count: number): void {
    const page = (this.pages[key >>> FRACTION_BITS] ??= new Float64Array(PER_PAGE));
    page[key & (PER_PAGE - 1)] = (page[key & (PER_PAGE - 1)] as number) + count;
  }
}

/** The end of a bin that is nearer to 0: exact for whole numbers up to 256, and for 0. */
function edge(key: number): number {
  return floatOf((key << SHIFT) >>> 0, 0);
}
