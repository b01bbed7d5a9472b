import type { NumberProfile } from '../profile/number-profile';
import type { Profile } from '../profile/profile';
import { TextProfile } from '../profile/text-profile';

/** Types that Model Monitor infers. */
export type InferredType = 'Integral' | 'Fractional' | 'String' | 'Unknown';

export interface Bucket {
  readonly lower_bound: number;
  readonly upper_bound: number;
  readonly count: number;
}

interface Common {
  readonly num_present: number;
  readonly num_missing: number;
}

/** One feature in `statistics.json`. */
export type FeatureStatistics =
  | { readonly name: string; readonly inferred_type: 'Unknown'; readonly common: Common }
  | {
      readonly name: string;
      readonly inferred_type: 'Integral' | 'Fractional';
      readonly numerical_statistics: {
        readonly common: Common;
        readonly mean: number;
        readonly sum: number;
        readonly std_dev: number;
        readonly min: number;
        readonly max: number;
        readonly distribution: {
          readonly kll: {
            readonly buckets: readonly Bucket[];
            readonly sketch: {
              readonly parameters: { readonly c: number; readonly k: number };
              readonly data: readonly (readonly number[])[];
            };
          };
        };
      };
    }
  | {
      readonly name: string;
      readonly inferred_type: 'String';
      readonly string_statistics: {
        readonly common: Common;
        readonly distinct_count: number;
        readonly distribution: {
          readonly categorical: { readonly buckets: readonly { readonly value: string; readonly count: number }[] };
        };
      };
    };

/** `statistics.json` as Amazon SageMaker Model Monitor documents it ("Schema for Statistics"). */
export interface StatisticsFile {
  readonly version: 0;
  readonly dataset: { readonly item_count: number };
  readonly features: readonly FeatureStatistics[];
}

/** As documented: a distribution is shown in ten buckets. */
const BUCKETS = 10;
/** Parameters that Model Monitor's own files carry. */
const SKETCH_PARAMETERS = { c: 0.64, k: 2048 };

/**
 * A profile as Model Monitor would have written it. Invalid numbers count as missing. Buckets are of equal width from min to max. The
 * sketch's items are the profile's bins: an item of level i stands for 2^i values, so a bin of count n is on the levels of n's binary
 * digits; together they weigh exactly the present values.
 */
export function statisticsFile(profile: Profile): StatisticsFile {
  const features = profile.features.map(({ name }): FeatureStatistics => {
    const column = profile.column(name);
    return column instanceof TextProfile ? textStatistics(name, column) : numberStatistics(name, column);
  });
  return { version: 0, dataset: { item_count: profile.count() }, features };
}

/** The type that Model Monitor would infer of a feature. */
export function inferredType(column: NumberProfile | TextProfile | undefined): InferredType {
  if (column === undefined) return 'Unknown';
  if (column instanceof TextProfile) return column.counts().present > 0 ? 'String' : 'Unknown';
  const { present, integral } = column.summary();
  return present === 0 ? 'Unknown' : integral ? 'Integral' : 'Fractional';
}

function textStatistics(name: string, column: TextProfile): FeatureStatistics {
  const { present, missing } = column.counts();
  const common = { num_present: present, num_missing: missing };
  if (present === 0) return { name, inferred_type: 'Unknown', common };
  const distribution = { categorical: { buckets: column.top() } };
  const string_statistics = { common, distinct_count: column.distinct().count, distribution };
  return { name, inferred_type: 'String', string_statistics };
}

function numberStatistics(name: string, column: NumberProfile | undefined): FeatureStatistics {
  const summary = column?.summary();
  const common = { num_present: summary?.present ?? 0, num_missing: (summary?.missing ?? 0) + (summary?.invalid ?? 0) };
  const { mean, sum, deviation, min, max } = summary ?? {};
  if (column === undefined || mean === undefined || sum === undefined || min === undefined || max === undefined) {
    return { name, inferred_type: 'Unknown', common };
  }
  const clamped = column.bins().map(({ value, count }) => ({ value: Math.min(max, Math.max(min, value)), count }));
  const sketch = { parameters: SKETCH_PARAMETERS, data: levels(clamped) };
  const distribution = { kll: { buckets: equalWidth(clamped, min, max), sketch } };
  const numerical_statistics = { common, mean, sum, std_dev: deviation ?? 0, min, max, distribution };
  return { name, inferred_type: summary?.integral ? 'Integral' : 'Fractional', numerical_statistics };
}

function equalWidth(bins: readonly { value: number; count: number }[], min: number, max: number): Bucket[] {
  const count = min === max ? 1 : BUCKETS;
  const counts = new Array<number>(count).fill(0);
  for (const bin of bins) {
    const at = count === 1 ? 0 : Math.min(count - 1, Math.floor(((bin.value - min) / (max - min)) * count));
    counts[at] = (counts[at] ?? 0) + bin.count;
  }
  const bound = (i: number): number => (i === count ? max : min + ((max - min) / count) * i);
  return counts.map((held, i) => ({ lower_bound: bound(i), upper_bound: bound(i + 1), count: held }));
}

function levels(bins: readonly { value: number; count: number }[]): number[][] {
  const data: number[][] = [];
  for (const { value, count } of bins) {
    for (let [level, left] = [0, count]; left > 0; level++, left = Math.floor(left / 2)) {
      const items = (data[level] ??= []);
      if (left % 2 === 1) items.push(value);
    }
  }
  return data.map((items) => items);
}
