import fc from 'fast-check';
import { cellsOf, type Cells } from '../../../../stages/data/balance/cells';
import { preTraining } from '../../../../stages/data/balance/pre-training';
import { decomposeRates } from '../../../../stages/data/balance/rate-decomposition';
import { cellsBySource, leaveOneOut, pooled } from '../../../../stages/data/balance/source-causes';
import { planQuarantine } from '../../../../stages/data/balance/source-quarantine';
import { concentration, sourceRates } from '../../../../stages/data/balance/sources';
import { wilson } from '../../../../stages/data/balance/wilson';

const QUESTION = { facet: { column: 'f', values: ['d'] }, label: { column: 'y', values: ['1'] } };
const dpl = (cells: Cells) => preTraining(cells, false).metrics.DPL;

/** `count` rows of a source. */
function of(source: string, f: string, y: string, count: number) {
  return Array.from({ length: count }, () => ({ source, f, y }));
}

/** In `fair`, both facets have 1/2. In `unfair`, a has 8/10 and d 2/10. */
const ROWS = [
  ...of('fair', 'a', '1', 10), ...of('fair', 'a', '0', 10), ...of('fair', 'd', '1', 10), ...of('fair', 'd', '0', 10),
  ...of('unfair', 'a', '1', 8), ...of('unfair', 'a', '0', 2), ...of('unfair', 'd', '1', 2), ...of('unfair', 'd', '0', 8),
]; // prettier-ignore

describe('concentration', () => {
  test('HHI, effective number of sources and Gini of 6, 3 and 1 records', () => {
    // Shares 3/5, 3/10, 1/10: HHI = 36/100 + 9/100 + 1/100 = 46/100.
    // Gini: mean absolute difference (3 + 5 + 2) * 2 / 9 = 20/9, over twice the mean 20/3: 1/3.
    const { hhi, effectiveSources, gini, shares } = concentration({ b: 3, a: 6, c: 1 });
    expect(hhi).toEqual({ kind: 'measured', value: 46 / 100 });
    expect(effectiveSources).toMatchObject({ value: expect.closeTo(100 / 46, 14) });
    expect(gini).toMatchObject({ value: expect.closeTo(1 / 3, 14) });
    expect(shares.map(({ source }) => source)).toEqual(['a', 'b', 'c']);
  });

  test('equal sources have Gini 0 and count in full; one source has HHI 1', () => {
    expect(concentration({ a: 5, b: 5, c: 5, d: 5 })).toMatchObject({
      effectiveSources: { value: 4 },
      gini: { value: 0 },
    });
    expect(concentration({ a: 5 })).toMatchObject({ hhi: { value: 1 }, gini: { value: 0 } });
  });

  test('without records nothing is evaluated', () => {
    expect(concentration({ a: 0 }).hhi.kind).toBe('not evaluated');
  });
});

test("Wilson's interval agrees with a published example and stays in bounds", () => {
  // Agresti and Coull 1998: 0 of 10 gives (0, 0.278), 10 of 10 gives (0.722, 1). Newcombe 1998: 81 of 263 gives (0.2553, 0.3662).
  expect(wilson(0, 10)?.low).toBe(0);
  expect(wilson(0, 10)?.high).toBeCloseTo(0.2775, 4);
  expect(wilson(10, 10)?.low).toBeCloseTo(0.7225, 4);
  expect(wilson(10, 10)?.high).toBe(1);
  expect(wilson(81, 263)?.low).toBeCloseTo(0.2553, 4);
  expect(wilson(81, 263)?.high).toBeCloseTo(0.3662, 4);
  expect(wilson(0, 0)).toBeUndefined();
});

test('a source whose interval lies off the rate elsewhere is marked', () => {
  const rows = [
    ...of('spam', 'a', '1', 40),
    ...of('news', 'a', '1', 10),
    ...of('news', 'a', '0', 30),
    { source: 'x', y: null },
  ];
  const rates = sourceRates(rows, 'source', QUESTION.label);
  expect(rates.map(({ source, differs }) => [source, differs])).toEqual([
    ['news', 'below'],
    ['spam', 'above'],
  ]);
  expect(rates[0]).toMatchObject({ positives: 10, labelled: 40, rate: 0.25 });
});

describe('which sources cause a disparity', () => {
  const bySource = cellsBySource(ROWS, 'source', QUESTION);

  test('leaving each out, the largest change first', () => {
    // All: a 18/30, d 12/30: DPL 1/5. Without unfair: 0. Without fair: 8/10 - 2/10 = 3/5.
    const { all, causes } = leaveOneOut(bySource, dpl);
    expect(all).toMatchObject({ value: expect.closeTo(1 / 5, 14) });
    expect(causes.map(({ source, rows }) => [source, rows])).toEqual([
      ['fair', 40],
      ['unfair', 20],
    ]);
    expect(causes[0]?.adds).toMatchObject({ value: expect.closeTo(1 / 5 - 3 / 5, 14) });
    expect(causes[1]?.adds).toMatchObject({ value: expect.closeTo(1 / 5, 14) });
  });

  test('a source without which nothing is left to measure says so, and comes first', () => {
    const rows = [...of('only-d', 'd', '1', 3), ...of('a1', 'a', '1', 3), ...of('a2', 'a', '0', 3)];
    const [first] = leaveOneOut(cellsBySource(rows, 'source', QUESTION), dpl).causes;
    expect(first).toMatchObject({ source: 'only-d', adds: { kind: 'not evaluated' } });
  });

  test('Kitagawa: unequal treatment inside a source is within; unequal shares of sources are between', () => {
    // Shares of the facets' rows are equal (2/3, 1/3), so all of 1/5 is within the unfair source: (8/10 - 2/10) * 1/3.
    expect(decomposeRates(bySource)).toMatchObject({
      within: { value: expect.closeTo(1 / 5, 14) },
      between: { value: expect.closeTo(0, 14) },
      parts: [{ source: 'unfair', within: expect.closeTo(1 / 5, 14) }, { source: 'fair' }],
    });
    // Both sources treat the facets alike (high 9/10, low 1/10), but a comes from high 10:20 and d 20:10.
    const shares = [
      ...of('high', 'a', '1', 18), ...of('high', 'a', '0', 2), ...of('high', 'd', '1', 9), ...of('high', 'd', '0', 1),
      ...of('low', 'a', '1', 1), ...of('low', 'a', '0', 9), ...of('low', 'd', '1', 2), ...of('low', 'd', '0', 18),
    ]; // prettier-ignore
    const parts = decomposeRates(cellsBySource(shares, 'source', QUESTION));
    expect(parts.within).toMatchObject({ value: expect.closeTo(0, 14) });
    expect(parts.between).toMatchObject({ value: expect.closeTo(19 / 30 - 11 / 30, 14) });
  });

  test('the parts always add up to DPL', () => {
    const row = fc.record({
      source: fc.constantFrom('s', 't', 'u'),
      f: fc.constantFrom('a', 'd'),
      y: fc.constantFrom('0', '1'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const { dpl: whole, parts } = decomposeRates(cellsBySource(rows, 'source', QUESTION));
        if (whole.kind === 'not evaluated') return;
        const sum = parts.reduce((n, { within, between }) => n + within + between, 0);
        expect(Math.abs(sum - whole.value)).toBeLessThan(1e-12);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('sources pooled are the table counted at once', () => {
    expect(pooled(bySource)).toEqual(cellsOf(ROWS, QUESTION));
  });
});

describe('source quarantine', () => {
  test('sets aside the source that carries the disparity, with the metric and the limit as its reason', () => {
    const rows = [
      ...ROWS,
      ...of('fair', 'a', '1', 30),
      ...of('fair', 'a', '0', 30),
      ...of('fair', 'd', '1', 30),
      ...of('fair', 'd', '0', 30),
    ];
    const plan = planQuarantine(cellsBySource(rows, 'source', QUESTION), dpl, { limit: 0.05 });
    expect(plan).toMatchObject({ reached: true, after: { value: 0 }, setAside: expect.closeTo(20 / 180, 12) });
    expect(plan.sources).toEqual([
      {
        source: 'unfair',
        reason: { rule: 'balance/source-quarantine@1', value: expect.closeTo(6 / 90, 12), limit: 0.05 },
      },
    ]);
  });

  test('stops where it would set aside too much, and says that the limit is not reached', () => {
    const plan = planQuarantine(cellsBySource(ROWS, 'source', QUESTION), dpl, { limit: 0.05 });
    expect(plan).toMatchObject({ sources: [], reached: false, setAside: 0 });
  });
});
