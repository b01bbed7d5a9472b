import fc from 'fast-check';
import { labelRates } from '../../../../stages/data/watch/label-rates';
import { ExactSum, nearest } from '../../../../stages/data/watch/profile/exact-sum';
import { NumberProfile } from '../../../../stages/data/watch/profile/number-profile';
import { Profile, type FeatureSpec } from '../../../../stages/data/watch/profile/profile';
import { MOST_VALUES, TextProfile } from '../../../../stages/data/watch/profile/text-profile';

const FEATURES: FeatureSpec[] = [
  { name: 'words', kind: 'number' },
  { name: 'ratio', kind: 'number' },
  { name: 'language', kind: 'text' },
];
const ROW = fc.tuple(
  fc.oneof(fc.integer({ min: -5, max: 9 }), fc.constantFrom(null, Number.NaN)),
  fc.oneof(fc.double(), fc.double({ min: -1e-3, max: 1e3 })),
  fc.oneof(fc.constantFrom('en', 'de', null), fc.string({ maxLength: 3 })),
);
const bytes = (profile: Profile): string => JSON.stringify(profile);

function profileOf(rows: readonly (readonly unknown[])[]): Profile {
  const profile = new Profile(FEATURES);
  for (const row of rows) profile.add(row);
  return profile;
}

describe('merging', () => {
  const SHARDS = fc.tuple(fc.array(ROW), fc.array(ROW), fc.array(ROW));

  test('is commutative and associative, and equals one profile of all, to the byte', () => {
    fc.assert(
      fc.property(SHARDS, ([a, b, c]) => {
        const whole = bytes(profileOf([...a, ...b, ...c]));
        expect(bytes(profileOf(a).merge(profileOf(b)).merge(profileOf(c)))).toBe(whole);
        expect(bytes(profileOf(a).merge(profileOf(b).merge(profileOf(c))))).toBe(whole);
        expect(bytes(profileOf(c).merge(profileOf(a)).merge(profileOf(b)))).toBe(whole);
        expect(bytes(profileOf([...c, ...b, ...a].reverse()))).toBe(whole);
      }),
      { seed: 8, numRuns: 50 },
    );
  });

  test('goes through JSON without a change', () => {
    fc.assert(
      fc.property(SHARDS, ([a, b]) => {
        const read = (rows: readonly (readonly unknown[])[]): Profile =>
          Profile.from(JSON.parse(bytes(profileOf(rows))));
        expect(bytes(read(a))).toBe(bytes(profileOf(a)));
        expect(bytes(read(a).merge(read(b)))).toBe(bytes(profileOf([...a, ...b])));
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  test('loses no count where there are more values than a profile keeps', () => {
    const value = (i: number): string => `v${(i * 7919) % 3000}`;
    const shards = [0, 1, 2].map((shard) => {
      const text = new TextProfile();
      for (let i = shard; i < 9000; i += 3) text.add(value(i));
      return text;
    });
    const whole = new TextProfile();
    for (let i = 0; i < 9000; i++) whole.add(value(i));
    const merged = new TextProfile();
    for (const shard of [...shards].reverse()) merged.merge(TextProfile.from(JSON.parse(JSON.stringify(shard))));
    expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
    expect(whole.complete()).toBe(false);
    expect(whole.toJSON().values).toHaveLength(MOST_VALUES);
    expect(whole.toJSON().values.every(([, count]) => count === 3)).toBe(true);
    // 3000 values; the standard error is 3 %.
    expect(Math.abs(whole.distinct().count - 3000)).toBeLessThan(300);
  });

  test('of many distinct numbers gives what one profile of all gives', () => {
    const [whole, ...shards] = [0, 1, 2, 3].map(() => new NumberProfile());
    for (let i = 0; i < 6000; i++) {
      const value = ((i * 7919) % 6000) / 7 - 200;
      whole!.add(value);
      shards[i % 3]!.add(value);
    }
    const merged = new NumberProfile();
    for (const shard of shards.reverse()) merged.merge(NumberProfile.from(JSON.parse(JSON.stringify(shard))));
    expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
  });

  test('of other features is refused', () => {
    expect(() => profileOf([]).merge(new Profile([{ name: 'x', kind: 'text' }]))).toThrow(
      expect.objectContaining({ code: 'PROFILE_MISMATCH', message: expect.stringContaining('x (text)') }),
    );
  });
});

describe('exact sums', () => {
  test('do not round: what floating point loses is there', () => {
    const sum = new ExactSum();
    for (const value of [1e16, 1, -1e16, 2 ** -1074, 1e308, -1e308]) sum.add(value);
    expect(sum.value()).toBe(1);
    expect(sum.units()).toBe((1n << 1074n) + 1n);
  });

  test('hold more additions than their counters do', () => {
    const sum = new ExactSum();
    const count = (1 << 20) + 7;
    for (let i = 0; i < count; i++) sum.add(1 + 2 ** -52);
    expect(sum.units()).toBe((BigInt(count) * ((1n << 52n) + 1n)) << 1022n);
  });

  test('come back from JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const sum = new ExactSum();
        for (const value of values) sum.add(value + 0);
        expect(ExactSum.from(JSON.parse(JSON.stringify(sum)) as [string, number]).units()).toBe(sum.units());
      }),
      { seed: 10, numRuns: 200 },
    );
  });

  test('a sum of one number is that number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const sum = new ExactSum();
        sum.add(value + 0);
        expect(sum.value()).toBe(value + 0);
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  test('rounding to the nearest double looks at every bit', () => {
    expect(nearest((1n << 53n) + 1n, 0)).toBe(2 ** 53);
    expect(nearest((1n << 120n) + (1n << 67n) + 1n, 0)).toBe(2 ** 120 + 2 ** 68);
    expect(nearest(1n, 2000)).toBe(Infinity);
    expect(nearest(-5n, 1)).toBe(-10);
  });
});

describe('a numeric feature', () => {
  const of = (...values: unknown[]): NumberProfile => {
    const profile = new NumberProfile();
    for (const value of values) profile.add(value);
    return profile;
  };

  test('counts, mean and deviation of 2, 4, 4, 4, 5, 5, 7, 9', () => {
    expect(of(2, 4, 4, 4, 5, 5, 7, 9).summary()).toEqual({
      present: 8, missing: 0, invalid: 0, negative: 0, integral: true, distinct: { count: 5, exact: true },
      sum: 40, mean: 5, deviation: 2, min: 2, max: 9,
    }); // prettier-ignore
  });

  test('a large mean does not swallow the deviation', () => {
    expect(of(1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3).summary().deviation).toBeCloseTo(Math.sqrt(1.25), 12);
    expect(of(0.1, 0.1, 0.1).summary().deviation).toBe(0);
  });

  test('missing and unusable values are counted apart, and -0 is 0', () => {
    const profile = of(null, undefined, Number.NaN, Infinity, 'x', 1e200, -0, -1.5);
    expect(profile.summary()).toMatchObject({
      present: 2,
      missing: 2,
      invalid: 4,
      negative: 1,
      integral: false,
      min: -1.5,
    });
    expect(profile.bins().map(({ value }) => value)).toEqual([-1.5, 0]);
  });

  test('without values there is no number', () => {
    expect(of(null).summary()).toEqual({
      present: 0, missing: 1, invalid: 0, negative: 0, integral: false, distinct: { count: 0, exact: true },
    }); // prettier-ignore
    expect(of().quantile(0.5)).toBeUndefined();
  });

  test('quantiles are at most 0.8 % off', () => {
    const values = Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 5000) / 7 - 300);
    const sorted = [...values].sort((a, b) => a - b);
    for (const q of [0.01, 0.1, 0.5, 0.9, 0.99]) {
      const exact = sorted[Math.ceil(q * 5000) - 1]!;
      expect(Math.abs(of(...values).quantile(q)! - exact)).toBeLessThanOrEqual(Math.abs(exact) / 128);
    }
  });

  test('distinct values are estimated within four standard errors, and exact while few', () => {
    const many = of(...Array.from({ length: 20_000 }, (_, i) => i / 3));
    const { count, exact } = many.summary().distinct;
    expect(exact).toBe(false);
    expect(Math.abs(count - 20_000) / 20_000).toBeLessThan(4 / Math.sqrt(510));
    expect(of(...Array.from({ length: 3000 }, (_, i) => i % 500)).summary().distinct).toEqual({
      count: 500,
      exact: true,
    });
  });
});

test('a value too long for a category is kept as its hash only', () => {
  const text = new TextProfile();
  text.add('x'.repeat(500));
  expect(JSON.stringify(text)).not.toContain('xxx');
  expect(text.top()[0]?.value).toMatch(/^#/);
});

test.each([
  [null],
  [{}],
  [{ version: 2, rows: 0, features: [] }],
  [{ version: 1, rows: 0, features: [{ name: 'a' }] }],
  [{ version: 1, rows: 0, features: [{ name: 'a', kind: 'number' }] }],
])('what is no profile is refused: %j', (json) => {
  expect(() => Profile.from(json)).toThrow(expect.objectContaining({ code: 'PROFILE_UNREADABLE' }));
});

test.each([[[]], [[FEATURES[0]!, FEATURES[0]!]]])(
  'features without a name of their own are refused: %j',
  (features) => {
    expect(() => new Profile(features)).toThrow(expect.objectContaining({ code: 'PROFILE_FEATURES_INVALID' }));
  },
);

test('label rates are of the labelled records, with their intervals', () => {
  const profile = new Profile([
    { name: 'label', kind: 'text' },
    { name: 'words', kind: 'number' },
  ]);
  for (let i = 0; i < 12; i++) profile.add([i < 10 ? (i < 4 ? 'spam' : 'ham') : null, i]);
  expect(labelRates(profile, 'label')).toEqual([
    {
      label: 'ham',
      count: 6,
      rate: 0.6,
      interval: { low: expect.closeTo(0.3127, 4), high: expect.closeTo(0.8318, 4) },
    },
    {
      label: 'spam',
      count: 4,
      rate: 0.4,
      interval: { low: expect.closeTo(0.1682, 4), high: expect.closeTo(0.6873, 4) },
    },
  ]);
  expect(labelRates(profile, 'words')).toEqual([]);
  expect(labelRates(profile, 'none')).toEqual([]);
});
