import { outcomesOf } from '../../../../stages/data/balance/outcomes';
import { POST_TRAINING_METRICS, postTraining } from '../../../../stages/data/balance/post-training';
import { expectMetric, references, rowsOf } from './references';

describe.each(references('post'))('%s', (_file, reference) => {
  const { cells } = outcomesOf(rowsOf(reference), reference, reference.predicted ?? '');
  const metrics = postTraining(cells, reference.group !== undefined);

  test.each(POST_TRAINING_METRICS)('%s is what was worked by hand', (metric) => {
    expectMetric(metrics[metric], reference.expect[metric]);
  });
});

test('an empty table evaluates to nothing', () => {
  expect(Object.values(postTraining([])).map(({ kind }) => kind)).toEqual(Array(12).fill('not evaluated'));
});

test('GE says so where every prediction is a false negative, rather than divide by a mean of 0', () => {
  const cells = [{ inFacet: true, observed: true, predicted: false, group: '', count: 5 }];
  expect(postTraining(cells).GE).toEqual({ kind: 'not evaluated', reason: 'every prediction is a false negative' });
});

test('rows without a prediction are left out and counted', () => {
  const question = { facet: { column: 'f', values: ['d'] }, label: { column: 'y', values: ['1'] } };
  const { cells, missing } = outcomesOf(
    [
      { f: 'd', y: '1', p: '1' },
      { f: 'd', y: '1' },
      { y: '1', p: '0' },
    ],
    question,
    'p',
  );
  expect(cells).toEqual([{ inFacet: true, observed: true, predicted: true, group: '', count: 1 }]);
  expect(missing).toBe(2);
});
