import fc from 'fast-check';
import { cellsOf } from '../../../../stages/data/balance/cells';
import { compareTables } from '../../../../stages/data/balance/comparison';
import { preTraining } from '../../../../stages/data/balance/pre-training';
import { independentTargets, resample } from '../../../../stages/data/balance/resample';
import { reweigh, weighted } from '../../../../stages/data/balance/reweigh';
import { capFor, capSources } from '../../../../stages/data/balance/source-cap';

const QUESTION = { facet: { column: 'f', values: ['d'] }, label: { column: 'y', values: ['1'] } };
const rowsOf = (counts: readonly (readonly [string, string, number])[]) =>
  counts.flatMap(([f, y, count]) => Array.from({ length: count }, () => ({ f, y })));

describe('reweighing', () => {
  test('weights are expected over observed counts', () => {
    // a: 4 yes, 2 no; d: 1 yes, 3 no; n = 10, yes 5.
    const cells = cellsOf(
      rowsOf([
        ['a', '1', 4],
        ['a', '0', 2],
        ['d', '1', 1],
        ['d', '0', 3],
      ]),
      QUESTION,
    );
    expect(reweigh(cells)).toEqual({
      weights: [
        { inFacet: false, label: '0', weight: 3 / 2 },
        { inFacet: true, label: '0', weight: 2 / 3 },
        { inFacet: false, label: '1', weight: 3 / 4 },
        { inFacet: true, label: '1', weight: 2 },
      ],
      lacking: [],
    });
  });

  test('under the weights, the facets no longer differ, and the total stays', () => {
    const count = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(count, count, count, count, (a1, a0, d1, d0) => {
        const cells = cellsOf(
          rowsOf([
            ['a', '1', a1],
            ['a', '0', a0],
            ['d', '1', d1],
            ['d', '0', d0],
          ]),
          QUESTION,
        );
        const after = weighted(cells, reweigh(cells).weights);
        const { metrics } = preTraining(after, false);
        for (const name of ['DPL', 'KL', 'JS', 'TVD', 'KS'] as const) {
          expect(metrics[name]).toMatchObject({ value: expect.closeTo(0, 10) });
        }
        expect(after.cells.reduce((sum, cell) => sum + cell.count, 0)).toBeCloseTo(a1 + a0 + d1 + d0, 6);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  test('a label that a facet lacks cannot be weighed into it, and is named', () => {
    const cells = cellsOf(
      rowsOf([
        ['a', '1', 4],
        ['a', '0', 2],
        ['d', '0', 3],
      ]),
      QUESTION,
    );
    expect(reweigh(cells).lacking).toEqual([{ inFacet: true, label: '1' }]);
  });

  test('before and after stand side by side', () => {
    const cells = cellsOf(
      rowsOf([
        ['a', '1', 4],
        ['a', '0', 2],
        ['d', '1', 1],
        ['d', '0', 3],
      ]),
      QUESTION,
    );
    const changes = compareTables(
      preTraining(cells, false),
      preTraining(weighted(cells, reweigh(cells).weights), false),
    );
    expect(changes.map(({ metric, toward }) => [metric, toward])).toEqual([
      ['CI', 'same'], ['DPL', 'closer'], ['KL', 'closer'], ['JS', 'closer'], ['LP', 'closer'],
      ['TVD', 'closer'], ['KS', 'closer'], ['CDDL', undefined], ['JS_ALL', 'closer'], ['TVD_ALL', 'closer'],
    ]); // prettier-ignore
  });
});

describe('stratified resampling', () => {
  const ids = (stratum: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({ id: `${stratum}${i}`, stratum }));

  test('takes from the large stratum, repeats in the small one, each with a reason', () => {
    const { records, short } = resample([...ids('big', 10), ...ids('small', 2)], { big: 4, small: 5 }, { seed: 1 });
    const copies = (stratum: string) => records.filter(({ id }) => id.startsWith(stratum)).map((r) => r.copies);
    expect(copies('big').reduce((a, b) => a + b)).toBe(4);
    expect(copies('small').sort()).toEqual([2, 3]);
    expect(short).toEqual([]);
    expect(records.filter(({ copies: n, reason }) => (n === 1) !== (reason === undefined))).toEqual([]);
    expect(records.find(({ copies: n }) => n === 0)?.reason).toEqual({
      rule: 'balance/resample-out@1',
      value: 10,
      limit: 4,
    });
  });

  test('never repeats a record more often than allowed: what is lacking is reported', () => {
    const { records, short } = resample(ids('small', 2), { small: 9, none: 3 }, { seed: 1, mostCopies: 3 });
    expect(records.map(({ copies }) => copies)).toEqual([3, 3]);
    expect(short).toEqual([
      { stratum: 'none', target: 3, reached: 0 },
      { stratum: 'small', target: 9, reached: 6 },
    ]);
  });

  test('the choice depends on the seed and not on the order of the records', () => {
    const all = ids('s', 40);
    const forward = resample(all, { s: 20 }, { seed: 3 });
    expect(resample([...all].reverse(), { s: 20 }, { seed: 3 })).toEqual(forward);
    expect(resample(all, { s: 20 }, { seed: 4 })).not.toEqual(forward);
  });

  test('targets at which facet and label are independent', () => {
    const counts = [
      { facet: 'a', label: '1', count: 4 },
      { facet: 'a', label: '0', count: 2 },
      { facet: 'd', label: '1', count: 1 },
      { facet: 'd', label: '0', count: 3 },
    ];
    expect(independentTargets(counts, (facet, label) => facet + label)).toEqual({ a1: 3, a0: 3, d1: 2, d0: 2 });
  });

  test.each([
    [{ s: 1.5 }, 3],
    [{ s: -1 }, 3],
    [{ s: 1 }, 0],
  ])('a target or a bound that is no count is refused: %j, %d', (targets, mostCopies) => {
    expect(() => resample(ids('s', 3), targets, { seed: 1, mostCopies })).toThrow(
      expect.objectContaining({ code: 'RESAMPLE_INVALID' }),
    );
  });
});

describe('source caps', () => {
  const records = (counts: Record<string, number>) =>
    Object.entries(counts).flatMap(([source, count]) =>
      Array.from({ length: count }, (_, i) => ({ id: `${source}${i}`, source })),
    );

  test('a share is a share of what is left after the cap', () => {
    // 100, 10, 10 at 1/2: the large source may keep 20 of then 40.
    expect(capFor({ share: 0.5 }, { big: 100, b: 10, c: 10 })).toBe(20);
    const kept = capSources(records({ big: 100, b: 10, c: 10 }), { share: 0.5 }, 1).filter(
      ({ decision }) => decision.kind === 'kept',
    );
    expect(kept).toHaveLength(40);
    expect(kept.filter(({ id }) => id.startsWith('big'))).toHaveLength(20);
  });

  test('each drop names the source size and the cap', () => {
    const dropped = capSources(records({ a: 5 }), { records: 3 }, 1).filter(({ decision }) => decision.kind !== 'kept');
    expect(dropped).toHaveLength(2);
    expect(dropped[0]?.decision).toEqual({
      kind: 'dropped',
      reason: { rule: 'balance/source-cap@1', value: 5, limit: 3 },
    });
  });

  test('no source is over its share after the cap, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 4, maxLength: 12 }), (sizes) => {
        const most = capFor({ share: 0.25 }, Object.fromEntries(sizes.map((size, i) => [`s${i}`, size])));
        const kept = sizes.map((size) => Math.min(size, most));
        const all = kept.reduce((a, b) => a + b);
        expect(Math.max(...kept)).toBeLessThanOrEqual(0.25 * all + 1e-6);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  test('a share that too few sources can meet is refused, with the way out', () => {
    expect(() => capFor({ share: 0.2 }, { a: 5, b: 5, c: 5 })).toThrow(
      expect.objectContaining({ code: 'SOURCE_CAP_IMPOSSIBLE' }),
    );
    expect(() => capFor({ share: 0 }, { a: 5 })).toThrow(expect.objectContaining({ code: 'SOURCE_CAP_INVALID' }));
    expect(() => capFor({ records: 1.5 }, { a: 5 })).toThrow(expect.objectContaining({ code: 'SOURCE_CAP_INVALID' }));
  });
});
