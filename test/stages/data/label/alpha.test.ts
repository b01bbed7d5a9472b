import fc from 'fast-check';
import { krippendorffAlpha } from '../../../../stages/data/label/agreement/alpha';
import type { Level } from '../../../../stages/data/label/agreement/distance';
import { Fraction } from './fraction';

/** Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: 4 observers, 12 units, missing values. A row a unit. */
const PUBLISHED = [
  [1, 1, 1],
  [2, 2, 3, 2],
  [3, 3, 3, 3],
  [3, 3, 3, 3],
  [2, 2, 2, 2],
  [1, 2, 3, 4],
  [4, 4, 4, 4],
  [1, 1, 2, 1],
  [2, 2, 2, 2],
  [5, 5, 5],
  [1, 1],
  [3],
];
/** Section B: two observers, nominal data, twelve articles. */
const TWO_OBSERVERS = ['ab', 'aa', 'bb', 'bb', 'db', 'cc', 'cc', 'cc', 'ee', 'dd', 'dd', 'ad'].map((unit) =>
  [...unit].map((name) => name.charCodeAt(0)),
);
/** Section A: two observers, binary data, ten documents. */
const BINARY = ['01', '11', '01', '00', '00', '01', '00', '00', '10', '00'].map((unit) => [...unit].map(Number));

/** From the definition, pair by pair, in exact fractions: 1 - observed / expected disagreement, without a coincidence matrix. */
function exactAlpha(given: readonly (readonly number[])[], level: Level): number | undefined {
  const units = given.filter((unit) => unit.length > 1);
  const all = units.flat();
  let observed = Fraction.of(0);
  for (const unit of units) {
    for (const [i, a] of unit.entries()) {
      for (const [j, b] of unit.entries()) {
        if (i !== j) observed = observed.plus(squared(all, a, b, level).by(Fraction.of(unit.length - 1)));
      }
    }
  }
  let expected = Fraction.of(0);
  for (const [i, a] of all.entries()) {
    for (const [j, b] of all.entries()) if (i !== j) expected = expected.plus(squared(all, a, b, level));
  }
  if (expected.over === 0n) return undefined;
  const n = Fraction.of(all.length);
  const ratio = observed.by(n).by(expected.by(n.times(n.minus(Fraction.of(1)))));
  return Fraction.of(1).minus(ratio).toNumber();
}

function squared(all: readonly number[], a: number, b: number, level: Level): Fraction {
  const [low, high] = a < b ? [a, b] : [b, a];
  if (low === high) return Fraction.of(0);
  const distance = {
    nominal: () => Fraction.of(1),
    interval: () => Fraction.of(high - low),
    ratio: () => Fraction.of(high - low).by(Fraction.of(high + low)),
    ordinal: () => {
      const between = all.filter((value) => low <= value && value <= high).length;
      const ends = all.filter((value) => value === low || value === high).length;
      return Fraction.of(2 * between - ends).by(Fraction.of(2));
    },
  }[level]();
  return distance.times(distance);
}

test.each([
  ['nominal', 0.743],
  ['ordinal', 0.815],
  ['interval', 0.849],
  ['ratio', 0.797],
] as const)("Krippendorff's published example: %s alpha is %d, and exact to 1e-12", (level, published) => {
  const alpha = krippendorffAlpha(PUBLISHED, level)!;
  expect(Number(alpha.toFixed(3))).toBe(published);
  expect(Math.abs(alpha - exactAlpha(PUBLISHED, level)!)).toBeLessThan(1e-12);
});

test('his two smaller examples: .095 for binary data, .692 for five categories', () => {
  expect(krippendorffAlpha(BINARY, 'nominal')!.toFixed(3)).toBe('0.095');
  expect(krippendorffAlpha(TWO_OBSERVERS, 'nominal')!.toFixed(3)).toBe('0.692');
});

test('alpha equals the definition worked in exact fractions, whatever the data', () => {
  const units = fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const level = fc.constantFrom<Level>('nominal', 'ordinal', 'interval', 'ratio');
  fc.assert(
    fc.property(units, level, (given, scale) => {
      const exact = exactAlpha(given, scale);
      const alpha = krippendorffAlpha(given, scale);
      if (exact === undefined) expect(alpha).toBeUndefined();
      else expect(Math.abs(alpha! - exact)).toBeLessThan(1e-12 * Math.max(1, Math.abs(exact)));
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('a unit with a single value changes nothing, since nothing can be compared with it', () => {
  expect(krippendorffAlpha([...PUBLISHED, [9]], 'interval')).toBe(krippendorffAlpha(PUBLISHED, 'interval'));
});

test('where all values are equal alpha is not defined, and does not pass for agreement', () => {
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
      ],
      'nominal',
    ),
  ).toBeUndefined();
  expect(krippendorffAlpha([], 'nominal')).toBeUndefined();
});
