import { cellsOf } from '../../../../stages/data/balance/cells';
import { judge, verdictOf } from '../../../../stages/data/balance/gate';
import { BALANCE_RULES, FOUR_FIFTHS, judgeTable } from '../../../../stages/data/balance/limits';
import { measured, notEvaluated } from '../../../../stages/data/balance/measured';
import { preTraining } from '../../../../stages/data/balance/pre-training';

const QUESTION = { facet: { column: 'f', values: ['d'] }, label: { column: 'y', values: ['1', '2'] } };

/** Rows of a and of d with each label. */
function table(a: Record<string, number>, d: Record<string, number>) {
  const rows = [['a', a] as const, ['d', d] as const].flatMap(([f, counts]) =>
    Object.entries(counts).flatMap(([y, count]) => Array.from({ length: count }, () => ({ f, y }))),
  );
  return preTraining(cellsOf(rows, QUESTION), false);
}

test('a fair table passes', () => {
  expect(judgeTable(table({ 1: 50, 0: 50 }, { 1: 48, 0: 52 })).verdict).toBe('passed');
});

test('a crossed limit holds, and says which, what was measured, and the limit', () => {
  const { verdict, findings } = judgeTable(table({ 1: 80, 0: 20 }, { 1: 40, 0: 60 }));
  expect(verdict).toBe('held');
  expect(findings[0]).toEqual({
    verdict: 'held',
    rule: 'balance/positive-rate-difference@1',
    reason: { rule: 'balance/positive-rate-difference@1', value: expect.closeTo(0.4, 12), limit: 0.1 },
  });
});

test('a disparity to the advantage of the facet holds as well', () => {
  expect(judgeTable(table({ 1: 40, 0: 60 }, { 1: 80, 0: 20 })).verdict).toBe('held');
});

test('a positive label that the facet wholly lacks holds, though Clarify leaves it out of TVD', () => {
  const lacking = table({ 1: 40, 2: 40, 0: 20 }, { 1: 80, 0: 20 });
  expect(lacking.metrics.DPL).toMatchObject({ value: expect.closeTo(0, 12) });
  expect(lacking.metrics.TVD).toMatchObject({ value: expect.closeTo(0.2, 12) });
  expect(judgeTable(lacking).findings[2]).toMatchObject({
    verdict: 'held',
    reason: { value: expect.closeTo(0.4, 12) },
  });
});

test('too few rows in the facet or outside it: not evaluated, however large the difference', () => {
  expect(judgeTable(table({ 1: 80, 0: 20 }, { 1: 2, 0: 27 }))).toMatchObject({
    verdict: 'not evaluated',
    findings: [{ reason: 'the facet has 29 rows, and needs 30' }, {}, {}],
  });
  expect(judgeTable(table({ 1: 8 }, { 1: 20, 0: 80 }))).toMatchObject({ verdict: 'not evaluated' });
});

test('without a limit nothing passes', () => {
  expect(judge({}, []).verdict).toBe('not evaluated');
});

test('a statistic that is not there is not evaluated, and never passes', () => {
  expect(judge({}, [FOUR_FIFTHS])).toMatchObject({
    verdict: 'not evaluated',
    findings: [{ reason: 'di was not measured' }],
  });
  expect(judge({ di: notEvaluated('because') }, [FOUR_FIFTHS]).findings).toEqual([
    { verdict: 'not evaluated', rule: 'balance/four-fifths@1', reason: 'because' },
  ]);
  expect(measured(Number.NaN).kind).toBe('not evaluated');
});

test.each([
  [0.8, 'passed'],
  [0.799, 'held'],
  [1.25, 'passed'],
  [1.251, 'held'],
])('four fifths: a ratio of %d is %s', (value, verdict) => {
  expect(judge({ di: measured(value) }, [FOUR_FIFTHS]).verdict).toBe(verdict);
});

test('held outranks not evaluated', () => {
  expect(verdictOf([{ verdict: 'not evaluated' }, { verdict: 'held' }, { verdict: 'passed' }])).toBe('held');
});

test('every default limit names where it comes from', () => {
  for (const { source, unit } of [...BALANCE_RULES, FOUR_FIFTHS])
    expect(source.length * unit.length).toBeGreaterThan(0);
});
