import { flipTest, type FlipRow } from '../../../../stages/data/balance/flip-test';

const row = (inFacet: boolean, x: number, predicted: boolean): FlipRow => ({ inFacet, features: [x], predicted });
const out = (x: number, predicted: boolean): FlipRow => row(false, x, predicted);
const facet = (x: number, predicted: boolean): FlipRow => row(true, x, predicted);

test('FT counts facet members whose nearest neighbour outside was told otherwise, over the facet (documented sign)', () => {
  // Nearest outside: 1 -> 0 (yes), 2 -> 0 (yes), 9 -> 10 (no), 11 -> 10 (no). F+ = {1, 2}, F- = {9}: (2 - 1)/4.
  const rows = [out(0, true), out(10, false), facet(1, false), facet(2, false), facet(9, true), facet(11, false)];
  expect(flipTest(rows)).toEqual({ kind: 'measured', value: 1 / 4 });
});

test('with ten rows outside the facet, five neighbours vote', () => {
  const outside = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((x) => out(x, x <= 2 || x >= 6));
  // Neighbours of 3 are 1..5: yes, yes, no, no, no. Of 9: 7..10 and 6: all yes.
  expect(flipTest([...outside, facet(3, true), facet(9, false), facet(9, false)])).toEqual({
    kind: 'measured',
    value: (2 - 1) / 3,
  });
});

test('of two neighbours equally near, the earlier row counts', () => {
  expect(flipTest([out(0, true), out(2, false), facet(1, false)])).toEqual({ kind: 'measured', value: 1 });
  expect(flipTest([out(2, false), out(0, true), facet(1, false)])).toEqual({ kind: 'measured', value: 0 });
});

test('a team brings its own distance', () => {
  const mirrored = (a: ArrayLike<number>, b: ArrayLike<number>): number => Math.abs(a[0]! + b[0]!);
  expect(flipTest([out(-5, true), out(5, false), facet(5, false)])).toEqual({ kind: 'measured', value: 0 });
  expect(flipTest([out(-5, true), out(5, false), facet(5, false)], { distance: mirrored })).toEqual({
    kind: 'measured',
    value: 1,
  });
});

test.each<[string, FlipRow[], string]>([
  ['no row in the facet', [out(1, true)], 'in the facet'],
  ['no row outside', [facet(1, true)], 'outside the facet'],
  ['a missing feature', [out(1, true), facet(Number.NaN, true)], 'no finite number'],
])('with %s, nothing is evaluated', (_name, rows, reason) => {
  expect(flipTest(rows)).toEqual({ kind: 'not evaluated', reason: expect.stringContaining(reason) });
});
