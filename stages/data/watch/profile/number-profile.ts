import { DistinctNumbers } from './distinct';
import { ExactSum, nearest } from './exact-sum';
import { FloatBins, type FloatBin } from './float-bins';

/** A number beyond this counts as invalid: its square would leave the range of doubles. No feature measures so much. */
const LARGEST = 1e150;

/** What a numeric feature's profile says, in numbers. Undefined where no value is present. */
export interface NumberSummary {
  readonly present: number;
  /** Null or absent. */
  readonly missing: number;
  /** NaN, infinite, beyond 1e150, or no number. */
  readonly invalid: number;
  readonly negative: number;
  /** All present values are whole numbers. */
  readonly integral: boolean;
  readonly distinct: { readonly count: number; readonly exact: boolean };
  readonly sum?: number;
  readonly mean?: number;
  /** Of the population: the square root of the mean squared difference from the mean. */
  readonly deviation?: number;
  readonly min?: number;
  readonly max?: number;
}

/** How a profile of numbers is written. */
export interface NumberProfileJson {
  readonly kind: 'number';
  readonly present: number;
  readonly missing: number;
  readonly invalid: number;
  readonly negative: number;
  readonly whole: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly sum: readonly [string, number];
  readonly squares: readonly [string, number];
  readonly bins: readonly (readonly [number, number])[];
  readonly hashes: readonly number[];
}

/** Counts, exact moments, range, distinct values and the distribution of one numeric feature. */
export class NumberProfile {
  public readonly kind = 'number';
  private present = 0;
  private missing = 0;
  private invalid = 0;
  private negative = 0;
  private whole = 0;
  private min = Infinity;
  private max = -Infinity;
  private sum = new ExactSum();
  private squares = new ExactSum();
  private counts = new FloatBins();
  private distinct = new DistinctNumbers();

  public add(given: unknown): void {
    if (given === null || given === undefined) {
      this.missing++;
      return;
    }
    if (typeof given !== 'number' || !(Math.abs(given) <= LARGEST)) {
      this.invalid++;
      return;
    }
    const value = given + 0; // -0 becomes 0
    this.present++;
    if (value < 0) this.negative++;
    if (Number.isInteger(value)) this.whole++;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    this.sum.add(value);
    const square = value * value;
    this.squares.add(square);
    // What rounding took from the square (Dekker's product): with it the sum of squares is exact, and so is the variance.
    const scaled = 134217729 * value;
    const upper = scaled - (scaled - value);
    const lower = value - upper;
    const rest = upper * upper - square + 2 * upper * lower + lower * lower;
    if (rest !== 0) this.squares.add(rest);
    this.counts.add(value);
    this.distinct.add(value);
  }

  public merge(other: NumberProfile): void {
    this.present += other.present;
    this.missing += other.missing;
    this.invalid += other.invalid;
    this.negative += other.negative;
    this.whole += other.whole;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    this.sum.merge(other.sum);
    this.squares.merge(other.squares);
    this.counts.merge(other.counts);
    this.distinct.merge(other.distinct);
  }

  public summary(): NumberSummary {
    const { present, missing, invalid, negative } = this;
    const counts = { present, missing, invalid, negative };
    const summary = { ...counts, integral: present > 0 && this.whole === present, distinct: this.distinct.estimate() };
    if (present === 0) return summary;
    const sum = this.sum.value();
    return { ...summary, sum, mean: sum / present, deviation: this.deviation(), min: this.min, max: this.max };
  }

  /** The distribution, by value. */
  public bins(): FloatBin[] {
    return this.counts.bins();
  }

  /** The value under which a share `q` of the values lies, at most 0.8 % off. Undefined where no value is present. */
  public quantile(q: number): number | undefined {
    const rank = q * this.present;
    let seen = 0;
    for (const { value, count } of this.bins()) {
      seen += count;
      if (seen >= rank && seen > 0) return Math.min(this.max, Math.max(this.min, value));
    }
    return undefined;
  }

  public toJSON(): NumberProfileJson {
    const { kind, present, missing, invalid, negative, whole } = this;
    const range = present === 0 ? { min: null, max: null } : { min: this.min, max: this.max };
    const [sum, squares] = [this.sum.toJSON(), this.squares.toJSON()];
    const [bins, hashes] = [this.counts.toJSON(), this.distinct.toJSON()];
    return { kind, present, missing, invalid, negative, whole, ...range, sum, squares, bins, hashes };
  }

  public static from(json: NumberProfileJson): NumberProfile {
    const profile = new NumberProfile();
    profile.present = json.present;
    profile.missing = json.missing;
    profile.invalid = json.invalid;
    profile.negative = json.negative;
    profile.whole = json.whole;
    profile.min = json.min ?? Infinity;
    profile.max = json.max ?? -Infinity;
    profile.sum = ExactSum.from(json.sum);
    profile.squares = ExactSum.from(json.squares);
    profile.counts = FloatBins.from(json.bins);
    profile.distinct = DistinctNumbers.from(json.hashes);
    return profile;
  }

  /** sqrt(n sum(x^2) - sum(x)^2) / n, the difference without rounding: no cancellation for large means. */
  private deviation(): number {
    const sum = this.sum.units();
    const scatter = ((BigInt(this.present) * this.squares.units()) << 1074n) - sum * sum;
    return Math.sqrt(Math.max(0, nearest(scatter, -2148))) / this.present;
  }
}
