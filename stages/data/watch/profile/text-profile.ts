import { rankOf } from '../../rank';

/** Values with the smallest hashes are kept, with exact counts. A feature with fewer distinct values is known in full. */
export const MOST_VALUES = 1024;
/** A longer value is kept as its hash: a profile holds categories, not text of records. */
const LONGEST_VALUE = 100;

export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

/** How a profile of categories is written. */
export interface TextProfileJson {
  readonly kind: 'text';
  readonly present: number;
  readonly missing: number;
  readonly full: boolean;
  readonly values: readonly (readonly [value: string, count: number])[];
}

/**
 * Counts of one categorical feature's values. With many distinct values it keeps those whose hashes are the smallest: a fair sample of
 * the values, exactly counted, whose merge is the same in any order.
 */
export class TextProfile {
  public readonly kind = 'text';
  private present = 0;
  private missing = 0;
  private full = true;
  private limit = Infinity;
  private values = new Map<string, { readonly rank: number; count: number }>();

  /** A number or a boolean counts as its text. */
  public add(given: unknown): void {
    if (given === null || given === undefined) {
      this.missing++;
      return;
    }
    this.present++;
    this.increase(keyOf(String(given)), 1);
  }

  public merge(other: TextProfile): void {
    this.present += other.present;
    this.missing += other.missing;
    this.full &&= other.full;
    this.limit = Math.min(this.limit, other.limit);
    for (const [value, { count }] of other.values) this.increase(value, count);
    this.trim();
  }

  public counts(): { readonly present: number; readonly missing: number } {
    return { present: this.present, missing: this.missing };
  }

  /** Whether every value is kept. Otherwise `values` is a sample of the values. */
  public complete(): boolean {
    return this.full && this.values.size <= MOST_VALUES;
  }

  /** Distinct values: a count where `exact`, otherwise an estimate from the largest hash kept. */
  public distinct(): { readonly count: number; readonly exact: boolean } {
    const kept = this.smallest();
    const largest = kept[MOST_VALUES - 1]?.[1].rank;
    if (this.complete() || largest === undefined) return { count: kept.length, exact: this.complete() };
    return { count: Math.round((MOST_VALUES - 1) / (largest / 2 ** 53)), exact: false };
  }

  /** Values kept, the most frequent first. */
  public top(most = MOST_VALUES): ValueCount[] {
    const values = this.smallest().map(([value, { count }]) => ({ value, count }));
    return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, most);
  }

  public toJSON(): TextProfileJson {
    const values = this.smallest().map(([value, { count }]): [string, number] => [value, count]);
    const byValue = values.sort(([a], [b]) => (a < b ? -1 : 1));
    return { kind: 'text', present: this.present, missing: this.missing, full: this.complete(), values: byValue };
  }

  public static from(json: TextProfileJson): TextProfile {
    const profile = new TextProfile();
    profile.present = json.present;
    profile.missing = json.missing;
    profile.full = json.full;
    for (const [value, count] of json.values) profile.increase(value, count);
    // Whatever has a larger hash than all that are kept will not be kept: no need to hold it.
    if (!json.full) profile.limit = Math.max(...json.values.map(([value]) => rankOf(0, value)));
    return profile;
  }

  private increase(value: string, by: number): void {
    const held = this.values.get(value);
    if (held !== undefined) {
      held.count += by;
      return;
    }
    const rank = rankOf(0, value);
    if (rank > this.limit) return;
    this.values.set(value, { rank, count: by });
    if (this.values.size >= 2 * MOST_VALUES) this.trim();
  }

  private trim(): void {
    if (this.values.size <= MOST_VALUES) {
      if (this.limit < Infinity) this.values = new Map([...this.values].filter(([, { rank }]) => rank <= this.limit));
      return;
    }
    const kept = this.smallest();
    this.values = new Map(kept);
    this.limit = Math.min(this.limit, kept[kept.length - 1]?.[1].rank ?? Infinity);
    this.full = false;
  }

  private smallest(): [string, { readonly rank: number; count: number }][] {
    return [...this.values].sort(([, a], [, b]) => a.rank - b.rank).slice(0, MOST_VALUES);
  }
}

function keyOf(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `#${rankOf(1, value).toString(36)}`;
}
