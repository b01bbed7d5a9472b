import { cellsOf } from '../../../../stages/data/balance/cells';
import { PRE_TRAINING_METRICS, preTraining } from '../../../../stages/data/balance/pre-training';
import { eachCategory } from '../../../../stages/data/balance/question';
import { expectMetric, references, rowsOf } from './references';

const FACET = { column: 'facet', values: ['d'] };
const LABEL = { column: 'label', values: ['yes'] };

describe.each(references('pre'))('%s', (_file, reference) => {
  const result = preTraining(cellsOf(rowsOf(reference), reference), reference.group !== undefined);

  test.each(PRE_TRAINING_METRICS)('%s is what was worked by hand', (metric) => {
    expectMetric(result.metrics[metric], reference.expect[metric]);
  });

  test('labels left out, rows left out and distances over all labels are reported', () => {
    expect(result.leftOut).toEqual(reference.leftOut ?? []);
    expect(result.rows.missing).toBe(reference.missing ?? 0);
    for (const [metric, expected] of Object.entries(reference.full ?? {})) {
      expectMetric(result.full[metric as keyof typeof result.full], expected);
    }
  });
});

test('a label missing from one facet makes KL negative, and TVD understates what TVD over all labels shows', () => {
  const [, reference] = references('pre').find(([file]) => file === 'pre-missing-label.json')!;
  const { metrics, full } = preTraining(cellsOf(rowsOf(reference), reference));
  expect(metrics.KL).toMatchObject({ kind: 'measured', value: expect.closeTo(0.6 * Math.log(0.6), 12) });
  expect(full.TVD_ALL).toMatchObject({ value: expect.closeTo(0.4, 12) });
});

test('an empty table evaluates to nothing', () => {
  const { metrics } = preTraining(cellsOf([], { facet: FACET, label: LABEL, group: 'g' }));
  expect(Object.values(metrics).map(({ kind }) => kind)).toEqual(Array(8).fill('not evaluated'));
});

test('the order of the rows does not matter, to the byte', () => {
  const [, reference] = references('pre').find(([file]) => file === 'pre-two-labels.json')!;
  const rows = rowsOf(reference);
  const forward = preTraining(cellsOf(rows, reference));
  const backward = preTraining(cellsOf([...rows].reverse(), reference));
  expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
});

test('each category of a facet is a question of its own, against all others', () => {
  const questions = eachCategory('facet', ['d', 'a', 'e', 'a'], { label: LABEL });
  expect(questions.map(({ facet }) => facet)).toEqual([
    { column: 'facet', values: ['a'] },
    { column: 'facet', values: ['d'] },
    { column: 'facet', values: ['e'] },
  ]);
});

test.each([
  [{ facet: { column: '', values: ['d'] }, label: LABEL }, 'facet.column'],
  [{ facet: FACET, label: { column: 'label', values: [] } }, 'label.values'],
  [{ facet: { column: 'age', above: Number.NaN }, label: LABEL }, 'facet.above'],
])('a question that divides no table is refused: %j', (question, where) => {
  expect(() => cellsOf([], question)).toThrow(
    expect.objectContaining({ code: 'BALANCE_QUESTION_INVALID', message: expect.stringContaining(where) }),
  );
});
