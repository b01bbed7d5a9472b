import fc from 'fast-check';
import { chiSquare, chiSquareP } from '../../../../stages/data/watch/drift/chi-square';
import { logGamma, upperGamma } from '../../../../stages/data/watch/drift/gamma';
import { kolmogorovSmirnov, kolmogorovTail } from '../../../../stages/data/watch/drift/kolmogorov-smirnov';
import { decileCounts, stabilityIndex } from '../../../../stages/data/watch/drift/stability-index';
import { wasserstein } from '../../../../stages/data/watch/drift/wasserstein';
import { countedValues } from '../../../../stages/data/watch/drift/weighted-values';

const value = (of: { kind: string } | undefined): number => (of as unknown as { value: number }).value;

describe('gamma', () => {
  test.each([
    [1, 0],
    [5, Math.log(24)],
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [100.5, 361.4355404678],
  ])('ln gamma(%d)', (x, expected) => {
    expect(logGamma(x)).toBeCloseTo(expected, 9);
  });

  test('Q(1, x) is exp(-x), and Q(1/2, x) the tail of the normal distribution', () => {
    for (const x of [0.1, 1, 2, 5, 30]) expect(upperGamma(1, x)).toBeCloseTo(Math.exp(-x), 14);
    // erfc(1) = 0.15729920705028513
    expect(upperGamma(0.5, 1)).toBeCloseTo(0.15729920705028513, 13);
    expect(upperGamma(3, 0)).toBe(1);
  });
});

describe('chi-square', () => {
  // Critical values as in NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
  test.each([
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [15.086, 5, 0.01],
    [18.307, 10, 0.05],
    [124.342, 100, 0.05],
    [149.449, 100, 0.001],
  ])('%d with %d degrees of freedom is the published value for %d', (statistic, degrees, p) => {
    expect(Math.abs(chiSquareP(statistic, degrees) / p - 1)).toBeLessThan(2e-3);
  });

  test('of a two by two table, by hand', () => {
    // 10, 20 against 20, 10: expected 15 each: 4 * 25/15 = 20/3.
    const { statistic, degrees, p } = chiSquare([10, 20], [20, 10]);
    expect(value(statistic)).toBeCloseTo(20 / 3, 12);
    expect(degrees).toBe(1);
    expect(value(p)).toBeCloseTo(0.009823274507519249, 12);
  });

  test('categories expected fewer than five times are put together', () => {
    const { degrees, statistic } = chiSquare([40, 40, 3, 2], [40, 40, 2, 3]);
    expect(degrees).toBe(2);
    expect(value(statistic)).toBeCloseTo(0, 12);
  });

  test.each([
    [[], []],
    [
      [5, 5],
      [0, 0],
    ],
    [[100], [100]],
    [
      [100, 1],
      [100, 0],
    ],
  ])('of %j and %j is not evaluated', (a, b) => {
    expect(chiSquare(a, b)).toMatchObject({ statistic: { kind: 'not evaluated' }, p: { kind: 'not evaluated' } });
  });
});

describe('Kolmogorov and Smirnov', () => {
  // Critical values 1.2238, 1.3581, 1.6276: Smirnov 1948, as in Miller 1956.
  test.each([
    [1.2238, 0.1],
    [1.3581, 0.05],
    [1.6276, 0.01],
    [1.9495, 0.001],
  ])('the tail at %d is %d', (x, p) => {
    expect(Math.abs(kolmogorovTail(x) / p - 1)).toBeLessThan(1e-3);
  });

  test('d is the largest gap of the two distribution functions', () => {
    // At 2: 2/4 against 0/3. At 3: 3/4 against 1/3. At 4: 1 against 1/3.
    const { d } = kolmogorovSmirnov(countedValues([1, 2, 3, 4]), countedValues([3, 5, 6]));
    expect(value(d)).toBeCloseTo(2 / 3, 14);
  });

  test('equal samples have d 0 and p 1; samples apart have d 1 and a small p', () => {
    const near = Array.from({ length: 50 }, (_, i) => i);
    const far = near.map((x) => x + 100);
    expect(kolmogorovSmirnov(countedValues(near), countedValues(near))).toMatchObject({
      d: { value: 0 },
      p: { value: 1 },
    });
    const apart = kolmogorovSmirnov(countedValues(near), countedValues(far));
    expect(value(apart.d)).toBe(1);
    expect(value(apart.p)).toBeLessThan(1e-20);
  });

  test("p has Stephens's correction for small samples", () => {
    // Two samples of 20, moved by 6: d = 6/20. sqrt(20 * 20 / 40) = sqrt 10.
    const sample = Array.from({ length: 20 }, (_, i) => i);
    const { d, p } = kolmogorovSmirnov(countedValues(sample), countedValues(sample.map((x) => x + 6)));
    const x = (Math.sqrt(10) + 0.12 + 0.11 / Math.sqrt(10)) * 0.3;
    expect(value(d)).toBe(0.3);
    expect(value(p)).toBeCloseTo(2 * (Math.exp(-2 * x * x) - Math.exp(-8 * x * x) + Math.exp(-18 * x * x)), 9);
  });

  test('an empty sample is not evaluated', () => {
    expect(kolmogorovSmirnov([], countedValues([1]))).toMatchObject({ d: { kind: 'not evaluated' } });
  });
});

describe('Wasserstein', () => {
  test('of 0, 1, 3 and 5, 6, 8 is 5: each value moves by 5', () => {
    expect(value(wasserstein(countedValues([0, 1, 3]), countedValues([8, 5, 6])))).toBeCloseTo(5, 14);
  });

  test('of 0, 1 and 0 is half', () => {
    expect(value(wasserstein(countedValues([0, 1]), countedValues([0])))).toBeCloseTo(1 / 2, 14);
  });

  test('equals the mean distance of the sorted values, for samples of one size', () => {
    const sample = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const [p, q] = [a, b].map((values) => [...values].sort((x, y) => x - y));
        const mean = p!.reduce((sum, x, i) => sum + Math.abs(x - q![i]!), 0) / 6;
        expect(Math.abs(value(wasserstein(countedValues(a), countedValues(b))) - mean)).toBeLessThan(1e-9);
      }),
      { seed: 13, numRuns: 100 },
    );
  });

  test('an empty sample is not evaluated', () => {
    expect(wasserstein([], [])).toMatchObject({ kind: 'not evaluated' });
  });
});

describe('the stability index', () => {
  test('of two classes, by hand', () => {
    // p = 1/2, 1/2; q = 3/4, 1/4: (1/4) ln(3/2) + (-1/4) ln(1/2) = (1/4) ln 3.
    expect(value(stabilityIndex([5, 5], [75, 25]))).toBeCloseTo(Math.log(3) / 4, 14);
  });

  test('an empty class counts as a ten-thousandth', () => {
    // p = 1, 1e-4; q = 1/2, 1/2.
    const expected = (0.5 - 1) * Math.log(0.5) + (0.5 - 1e-4) * Math.log(0.5 / 1e-4);
    expect(value(stabilityIndex([10, 0], [5, 5]))).toBeCloseTo(expected, 12);
  });

  test('without records it is not evaluated', () => {
    expect(stabilityIndex([], [1])).toMatchObject({ kind: 'not evaluated' });
    expect(stabilityIndex([1], [0])).toMatchObject({ kind: 'not evaluated' });
  });

  test('classes are tenths of the baseline, and one value is never divided', () => {
    const hundred = countedValues(Array.from({ length: 100 }, (_, i) => i));
    expect(decileCounts(hundred, hundred).baseline).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0]);
    expect(decileCounts(hundred, countedValues([-5, 99, 500])).current).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(decileCounts(countedValues([1, 1, 1, 2]), countedValues([1, 3]))).toEqual({
      baseline: [3, 1, 0],
      current: [1, 0, 1],
    });
  });
});
