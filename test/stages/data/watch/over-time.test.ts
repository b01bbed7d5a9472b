import type { Cell } from '../../../../stages/data/balance/cells';
import { measured, notEvaluated } from '../../../../stages/data/balance/measured';
import { Seeded } from '../../../../stages/data/seeded';
import { changeBetween, cusum, normalTails, type Point } from '../../../../stages/data/watch/over-time/change';
import { trendOf } from '../../../../stages/data/watch/over-time/trend';
import { bootstrapEstimate, positiveRateDifference, withError } from '../../../../stages/data/watch/over-time/estimate';

const cell = (inFacet: boolean, positive: boolean, count: number): Cell => ({
  inFacet,
  positive,
  label: String(positive),
  group: '',
  count,
});
const cells = (a1: number, a0: number, d1: number, d0: number) => ({
  cells: [cell(false, true, a1), cell(false, false, a0), cell(true, true, d1), cell(true, false, d0)],
  missing: 0,
});
const series = (values: readonly (number | undefined)[]): Point[] =>
  values.map((value, i) => ({
    run: `run-${i}`,
    estimate: { value: value === undefined ? notEvaluated('no rows') : measured(value) },
  }));

describe('the difference of positive rates', () => {
  test('keeps its value; its error follows from both shares', () => {
    // a 30 of 60, d 10 of 40: 1/2 - 1/4. Shares with one more of each: 31/62 and 11/42.
    const { value, error } = positiveRateDifference(cells(30, 30, 10, 30));
    expect(value).toEqual({ kind: 'measured', value: 0.25 });
    expect(error).toBeCloseTo(Math.sqrt((31 * 31) / 62 ** 3 + (11 * 31) / 42 ** 3), 14);
  });

  test('its interval covers the true difference about 95 times in 100', () => {
    const random = new Seeded(17);
    const draw = (n: number, p: number): number =>
      Array.from({ length: n }, () => random.next() < p).filter(Boolean).length;
    let covered = 0;
    for (let round = 0; round < 1000; round++) {
      const [a, d] = [draw(80, 0.5), draw(50, 0.3)];
      const { low, high } = positiveRateDifference(cells(a, 80 - a, d, 50 - d)).interval!;
      if (low <= 0.2 && 0.2 <= high) covered++;
    }
    expect(Math.abs(covered - 950)).toBeLessThan(28); // four standard errors
  });

  test('of no difference between few rows has an interval nonetheless', () => {
    expect(positiveRateDifference(cells(5, 0, 5, 0)).error).toBeGreaterThan(0.1);
  });

  test('without a facet it is not evaluated', () => {
    expect(positiveRateDifference(cells(3, 3, 0, 0))).toEqual({
      value: { kind: 'not evaluated', reason: 'a facet has no row' },
    });
  });
});

describe('the bootstrap', () => {
  const mean = (values: readonly number[]) => measured(values.reduce((sum, x) => sum + x, 0) / values.length);

  test('finds the standard error of a mean', () => {
    // 0..99: population deviation sqrt((100^2 - 1)/12) = 28.866; of a mean of 100: 2.8866.
    const values = Array.from({ length: 100 }, (_, i) => i);
    const { value, error, interval } = bootstrapEstimate(values, mean, { seed: 1, rounds: 2000 });
    expect(value).toEqual({ kind: 'measured', value: 49.5 });
    expect(Math.abs(error! - 2.8866)).toBeLessThan(0.2);
    expect(interval!.low).toBeGreaterThan(42);
    expect(interval!.high).toBeLessThan(57);
    expect(bootstrapEstimate(values, mean, { seed: 1, rounds: 2000 }).interval).toEqual(interval);
  });

  test('gives no interval where a resample often has nothing to measure', () => {
    const oneOfEach = (values: readonly string[]) =>
      new Set(values).size < 2 ? notEvaluated('one class') : measured(1);
    expect(bootstrapEstimate(['a', 'b'], oneOfEach, { seed: 1 })).toEqual({ value: measured(1) });
    expect(bootstrapEstimate([], mean, { seed: 1 }).interval).toBeUndefined();
  });
});

describe('change between two runs', () => {
  test.each([
    [1.959964, 0.05],
    [2.575829, 0.01],
    [1, 0.317310508],
  ])('the tails beyond %d hold %d of a normal distribution', (z, p) => {
    expect(normalTails(z)).toBeCloseTo(p, 7);
  });

  test('is the difference over the joint error', () => {
    // (0.5 - 0.2) / hypot(0.09, 0.12) = 2
    const { difference, p } = changeBetween(withError(0.2, 0.09), withError(0.5, 0.12));
    expect(difference).toMatchObject({ value: expect.closeTo(0.3, 14) });
    expect(p).toMatchObject({ value: expect.closeTo(0.0455002639, 9) });
  });

  test('without an error, or a value, there is no p', () => {
    expect(changeBetween({ value: measured(1) }, { value: measured(2) }).p.kind).toBe('not evaluated');
    expect(changeBetween({ value: notEvaluated('no rows') }, withError(1, 1))).toMatchObject({
      p: { reason: 'no rows' },
    });
  });
});

describe('a trend', () => {
  const trend = (values: readonly (number | undefined)[]) => trendOf(series(values));

  test('is the median slope, which one wild run does not move, with the interval by ranks', () => {
    const { slope, interval, least, ends } = trend([0, 1, 2, 3, 4, 5, 6, 100]);
    expect(slope).toEqual({ kind: 'measured', value: 1 });
    // 28 slopes: 21 of 1, and 100/7, 99/6, 98/5, 97/4, 96/3, 95/2, 94. Var S = 8·7·21/18; ranks 14.5 -+ (0.5 + 2.5758 sqrt(Var S) / 2).
    const reach = 2.5758293035489 * Math.sqrt((8 * 7 * 21) / 18);
    const rank = (28 + reach) / 2 + 1;
    expect(Math.floor(rank)).toBe(25);
    expect(interval!.low).toBe(1);
    expect(interval!.high).toBeCloseTo(24.25 + (rank - 25) * (32 - 24.25), 12);
    expect(least).toEqual({ kind: 'measured', value: 7 });
    expect(ends).toEqual({ first: 0, last: 7 });
  });

  test('passes over runs without a value, and keeps their places', () => {
    expect(trend([0, 1, undefined, undefined, 4, 5, 6, 7, 8, 9]).slope).toEqual({ kind: 'measured', value: 1 });
  });

  test('of equal runs is none', () => {
    expect(trend(Array<number>(9).fill(3))).toMatchObject({
      slope: { value: 0 },
      interval: { low: 0, high: 0 },
      least: { value: 0 },
    });
  });

  test('under eight runs is not evaluated', () => {
    const reason = 'there are 7 runs with a value, and a trend needs 8';
    expect(trend([1, 2, 3, 4, undefined, 5, 6, 7])).toEqual({
      slope: { kind: 'not evaluated', reason },
      least: { kind: 'not evaluated', reason },
    });
  });

  test('looks at the last 24 runs', () => {
    const values = [...Array.from({ length: 30 }, (_, at) => at), ...Array<number>(24).fill(30)];
    expect(trend(values).least).toEqual({ kind: 'measured', value: 0 });
  });

  test('is called in noise about once in a hundred series, and found where it is', () => {
    const random = new Seeded(5);
    const noise = (): number => random.next() + random.next() + random.next() - 1.5;
    const called = (rise: number): number =>
      Array.from({ length: 1000 }, () => trend(Array.from({ length: 12 }, (_, at) => noise() + rise * at))).filter(
        ({ interval }) => interval!.low > 0 || interval!.high < 0,
      ).length;
    // 10 are due; four standard errors more are 23.
    expect(called(0)).toBeLessThan(23);
    expect(called(0.25)).toBeGreaterThan(900);
  });
});

describe('cumulative sums', () => {
  const usual = [1, 2, 3, 2, 1, 2, 3, 2]; // mean 2, sample deviation sqrt(4/7)

  test('call a shift that no single run shows, with the run where it began', () => {
    // Each run at 2.9 is 0.9/0.756 = 1.191 deviations up: the sum grows by 0.691 a run, and passes 5 at the eighth.
    const shift = cusum(series([...usual, 2, 2, ...Array<number>(9).fill(2.9)]));
    expect(shift).toEqual({ kind: 'shifted', run: 'run-17', since: 'run-10', direction: 'up' });
    expect(cusum(series([...usual, ...Array<number>(9).fill(1.1)]))).toMatchObject({
      direction: 'down',
      run: 'run-15',
    });
  });

  test('stay quiet while a series stays as it was, with gaps', () => {
    expect(cusum(series([...usual, undefined, ...usual, ...usual]))).toEqual({ kind: 'steady' });
  });

  test.each([
    ['too few runs', series(usual)],
    ['equal runs', series(Array<number>(12).fill(2))],
    ['no values', series(Array<undefined>(12).fill(undefined))],
  ])('with %s say nothing', (_name, points) => {
    expect(cusum(points).kind).toBe('not evaluated');
  });
});
