import { MONITORING_CONFIG, suggestConstraints } from '../../../../stages/data/watch/model-monitor/constraints';
import { statisticsFile } from '../../../../stages/data/watch/model-monitor/statistics';
import { violationsFile } from '../../../../stages/data/watch/model-monitor/violations';
import { Profile, type FeatureSpec } from '../../../../stages/data/watch/profile/profile';

const FEATURES: FeatureSpec[] = [
  { name: 'words', kind: 'number' },
  { name: 'ratio', kind: 'number' },
  { name: 'language', kind: 'text' },
];

function profileOf(rows: readonly (readonly unknown[])[], features = FEATURES): Profile {
  const profile = new Profile(features);
  for (const row of rows) profile.add(row);
  return profile;
}
const BASELINE = profileOf(Array.from({ length: 100 }, (_, i) => [i, i / 8, i % 4 === 0 ? 'de' : 'en']));

describe('statistics.json', () => {
  const file = statisticsFile(
    profileOf([
      [2, 0.5, 'en'],
      [4, null, 'de'],
      [4, Number.NaN, 'en'],
      [10, 1.5, null],
    ]),
  );

  test('has the documented fields', () => {
    expect(file).toEqual({
      version: 0,
      dataset: { item_count: 4 },
      features: [
        {
          name: 'words',
          inferred_type: 'Integral',
          numerical_statistics: {
            common: { num_present: 4, num_missing: 0 },
            mean: 5, sum: 20, std_dev: 3, min: 2, max: 10,
            distribution: { kll: { buckets: expect.any(Array), sketch: { parameters: { c: 0.64, k: 2048 }, data: [[2, 10], [4]] } } },
          },
        },
        {
          name: 'ratio',
          inferred_type: 'Fractional',
          numerical_statistics: expect.objectContaining({ common: { num_present: 2, num_missing: 2 }, mean: 1, std_dev: 0.5 }),
        },
        {
          name: 'language',
          inferred_type: 'String',
          string_statistics: {
            common: { num_present: 3, num_missing: 1 },
            distinct_count: 2,
            distribution: { categorical: { buckets: [{ value: 'en', count: 2 }, { value: 'de', count: 1 }] } },
          },
        },
      ],
    }); // prettier-ignore
  });

  test('shows a distribution in ten buckets of equal width, and each value once', () => {
    const [words] = statisticsFile(BASELINE).features;
    const { buckets, sketch } = (words as unknown as { numerical_statistics: { distribution: { kll: { buckets: { count: number }[]; sketch: { data: number[][] } } } } }).numerical_statistics.distribution.kll; // prettier-ignore
    expect(buckets.map(({ count }) => count)).toEqual(Array(10).fill(10));
    expect(buckets[0]).toEqual({ lower_bound: 0, upper_bound: 9.9, count: 10 });
    expect(buckets[9]).toMatchObject({ upper_bound: 99 });
    expect(sketch.data.reduce((sum, items, level) => sum + items.length * 2 ** level, 0)).toBe(100);
  });

  test('a constant feature has one bucket, and one without values is Unknown', () => {
    const odd = statisticsFile(
      profileOf([
        [5, null, null],
        [5, Number.NaN, null],
      ]),
    );
    expect(odd.features[0]).toMatchObject({
      numerical_statistics: {
        std_dev: 0,
        distribution: { kll: { buckets: [{ lower_bound: 5, upper_bound: 5, count: 2 }] } },
      },
    });
    expect(odd.features.slice(1)).toEqual([
      { name: 'ratio', inferred_type: 'Unknown', common: { num_present: 0, num_missing: 2 } },
      { name: 'language', inferred_type: 'Unknown', common: { num_present: 0, num_missing: 2 } },
    ]);
  });

  test('holds nothing that JSON cannot: no NaN, no infinity', () => {
    const text = JSON.stringify(statisticsFile(profileOf([])));
    expect(JSON.parse(text)).toEqual(statisticsFile(profileOf([])));
    expect(text).not.toContain('null');
  });
});

describe('constraints.json', () => {
  test('suggests what the baseline keeps', () => {
    expect(
      suggestConstraints(
        profileOf([
          [1, -0.5, 'en'],
          [2, null, 'de'],
        ]),
      ),
    ).toEqual({
      version: 0,
      features: [
        { name: 'words', inferred_type: 'Integral', completeness: 1, num_constraints: { is_non_negative: true } },
        { name: 'ratio', inferred_type: 'Fractional', completeness: 0.5, num_constraints: { is_non_negative: false } },
        { name: 'language', inferred_type: 'String', completeness: 1, string_constraints: { domains: ['de', 'en'] } },
      ],
      monitoring_config: MONITORING_CONFIG,
    });
  });

  test('a feature with many values gets no domain', () => {
    const many = profileOf(Array.from({ length: 101 }, (_, i) => [1, 1, `v${i}`]));
    expect(suggestConstraints(many).features[2]).toEqual({
      name: 'language',
      inferred_type: 'String',
      completeness: 1,
    });
  });
});

describe('constraint_violations.json', () => {
  const constraints = suggestConstraints(BASELINE);
  const checks = (current: Profile, given = constraints) =>
    violationsFile(given, BASELINE, current).violations.map(
      (one) => `${one.feature_name} ${one.constraint_check_type}`,
    );
  const rows = (words: (i: number) => unknown, language: (i: number) => unknown = (i) => (i % 4 === 0 ? 'de' : 'en')) =>
    Array.from({ length: 100 }, (_, i) => [words(i), i / 8, language(i)]);

  test('a run like the baseline has none', () => {
    expect(checks(profileOf(rows((i) => i)))).toEqual([]);
  });

  test.each<[string, Profile, string[]]>([
    ['numbers that are no longer whole', profileOf(rows((i) => (i < 11 ? i + 0.5 : i))), ['words data_type_check']],
    ['one negative number', profileOf(rows((i) => (i === 0 ? -1 : i))), ['words data_type_check']],
    ['one missing number', profileOf(rows((i) => (i === 0 ? null : i))), ['words completeness_check']],
    ['numbers moved by eleven', profileOf(rows((i) => i + 11)), ['words baseline_drift_check']],
    ['a tenth and more of unknown values', profileOf(rows((i) => i, (i) => (i < 11 ? 'xx' : i % 4 === 0 ? 'de' : 'en'))), ['language categorical_values_check', 'language baseline_drift_check']],
    ['shares moved', profileOf(rows((i) => i, (i) => (i % 2 === 0 ? 'de' : 'en'))), ['language baseline_drift_check']],
    ['a column gone', profileOf(rows((i) => i), FEATURES.slice(0, 2)), ['language missing_column_check']],
    ['a column more', profileOf(rows((i) => i), [...FEATURES, { name: 'new', kind: 'text' }]), ['new extra_column_check']],
    ['a column of another type', profileOf(rows((i) => `w${i}`), [{ name: 'words', kind: 'text' }, ...FEATURES.slice(1)]), ['words data_type_check']],
  ])('%s', (_name, current, expected) => {
    expect(checks(current)).toEqual(expected);
  }); // prettier-ignore

  test('ten in a hundred are within the thresholds', () => {
    expect(checks(profileOf(rows((i) => (i < 10 ? i + 0.5 : i))))).toEqual([]);
    expect(checks(profileOf(rows((i) => i + 10)))).toEqual([]);
  });

  test('a person may edit the constraints: the check reads what they say', () => {
    const edited = {
      ...constraints,
      features: constraints.features.map((feature) => ({ ...feature, completeness: 0.5 })),
    };
    expect(checks(profileOf(rows((i) => (i === 50 ? null : i))), edited)).toEqual([]);
    const off = {
      ...constraints,
      monitoring_config: { ...MONITORING_CONFIG, evaluate_constraints: 'Disabled' as const },
    };
    expect(checks(profileOf([]), off)).toEqual([]);
  });

  test('chi-square may judge categories', () => {
    const distribution_constraints = {
      ...MONITORING_CONFIG.distribution_constraints,
      categorical_drift_method: 'ChiSquared' as const,
    };
    const given = { ...constraints, monitoring_config: { ...MONITORING_CONFIG, distribution_constraints } };
    expect(checks(profileOf(rows((i) => i)), given)).toEqual([]);
    expect(
      checks(
        profileOf(
          rows(
            (i) => i,
            (i) => (i % 2 === 0 ? 'de' : 'en'),
          ),
        ),
        given,
      ),
    ).toEqual(['language baseline_drift_check']);
  });

  test('an empty run lacks completeness, and its drift is not made up', () => {
    expect(checks(profileOf([]))).toEqual([
      'words completeness_check',
      'ratio completeness_check',
      'language completeness_check',
    ]);
  });
});
