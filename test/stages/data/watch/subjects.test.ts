import { measured } from '../../../../stages/data/balance/measured';
import { noShift } from '../../../../stages/data/watch/domain/domain-shift';
import { driftOf } from '../../../../stages/data/watch/drift/drift';
import { watch } from '../../../../stages/data/watch/findings';
import { FEATURE_LIMITS, LABEL_LIMITS, TEXT_LIMITS } from '../../../../stages/data/watch/limits';
import { withError, type Estimate } from '../../../../stages/data/watch/over-time/estimate';
import { continued, type Series } from '../../../../stages/data/watch/over-time/series';
import { Profile } from '../../../../stages/data/watch/profile/profile';
import { documentsSubject, featureSubjects, seriesSubject } from '../../../../stages/data/watch/subjects';

function run(wordsOf: (i: number) => number): Profile {
  const profile = new Profile([
    { name: 'words', kind: 'number' },
    { name: 'language', kind: 'text' },
  ]);
  for (let i = 0; i < 500; i++) profile.add([wordsOf(i), i % 3 === 0 ? 'de' : 'en']);
  return profile;
}
const BASELINE = run((i) => 100 + (i % 50));

test('a run like the baseline is allowed', () => {
  const drift = driftOf(
    BASELINE,
    run((i) => 149 - (i % 50)),
  );
  expect(watch(featureSubjects(drift), FEATURE_LIMITS)).toMatchObject({ findings: [], promotion: { allowed: true } });
});

test('a run whose documents became shorter is held, by the feature that shows it', () => {
  const drift = driftOf(
    BASELINE,
    run((i) => 60 + (i % 50)),
  );
  const { promotion, findings } = watch(featureSubjects(drift), FEATURE_LIMITS);
  expect(promotion).toMatchObject({ verdict: 'held', heldBy: ['feature words: watch/stability-major@1'] });
  expect(findings.every(({ what }) => what === 'feature words')).toBe(true);
});

test('without texts or labels, their limits are not evaluated, and nothing is allowed', () => {
  const report = watch(featureSubjects(driftOf(BASELINE, BASELINE)), [
    ...FEATURE_LIMITS,
    ...TEXT_LIMITS,
    ...LABEL_LIMITS,
  ]);
  expect(report.promotion).toEqual({
    verdict: 'not evaluated',
    allowed: false,
    heldBy: ['nothing: watch/agreement-least@1', 'nothing: watch/domain-shift@1', 'nothing: watch/trend-major@1'],
  });
});

const areas = (value: number, low: number) => ({
  ...noShift('', 200, 200),
  auc: measured(value),
  interval: { low, high: 1 },
  terms: [{ term: 'invoice', baseline: 0, current: 0.8 }],
});

test('documents that are told apart hold only where the lower end of the interval is over the limit, and say by what', () => {
  const { promotion, findings } = watch([documentsSubject(areas(0.9, 0.76))], TEXT_LIMITS);
  const detail = 'of 200 documents and 200 of the baseline; told apart by "invoice" 0 % then 80 %';
  expect(promotion).toMatchObject({ verdict: 'held', heldBy: [`documents: watch/domain-shift@1 (${detail})`] });
  expect(findings[0]).toMatchObject({ measured: 0.76, limit: 0.75, detail });
  expect(watch([documentsSubject(areas(0.9, 0.74))], TEXT_LIMITS).promotion.verdict).toBe('passed');
});

test('documents that could not be compared hold too, with the reason', () => {
  const { promotion, findings } = watch([documentsSubject(noShift('a side has 3 documents'))], TEXT_LIMITS);
  expect(promotion).toMatchObject({ verdict: 'not evaluated', allowed: false });
  expect(findings[0]).toMatchObject({ verdict: 'not evaluated', reason: 'a side has 3 documents' });
});

const alpha = (...estimates: Estimate[]): Series => ({
  name: 'agreement',
  statistic: 'alpha',
  points: estimates.map((estimate, at) => ({ run: `run-${at}`, estimate })),
});

test('a statistic over time has its value and its change', () => {
  const subject = seriesSubject(alpha(withError(0.8, 0.01), withError(0.6, 0.01)));
  expect(subject.statistics['change']).toMatchObject({ value: expect.closeTo(-0.2, 12) });
  const held = watch([subject], LABEL_LIMITS).findings.filter(({ verdict }) => verdict === 'held');
  expect(held.map(({ rule }) => rule)).toEqual(['watch/agreement-least@1', 'watch/agreement@1', 'watch/changed@1']);
  const first = seriesSubject(alpha({ value: measured(0.9) }));
  expect(first.statistics).toMatchObject({ alpha: { value: 0.9 }, change_p: { reason: 'there is no run before' } });
  expect(first.statistics).not.toHaveProperty('shift');
});

test('a slow shift over nine runs or more is a finding, though no single change is', () => {
  const usual = [0.81, 0.8, 0.82, 0.8, 0.81, 0.82, 0.8, 0.81];
  const slow = [0.83, 0.83, 0.83, 0.83, 0.83].map((value) => withError(value, 0.02));
  const subject = seriesSubject(alpha(...usual.map((value) => withError(value, 0.02)), ...slow));
  const { findings } = watch([subject], LABEL_LIMITS);
  expect(findings.map(({ rule, verdict }) => [rule, verdict])).toEqual([['watch/shift@1', 'held']]);
});

const going = (name: string, statistic: string, from: number, step: number): Series => ({
  name,
  statistic,
  points: Array.from({ length: 9 }, (_, at) => ({
    run: `run-${at}`,
    estimate: withError(from + step * at + (at % 2) / 200, 0.05),
  })),
});

test.each([
  ['a share of a label that falls', going('label yes', 'rate', 0.6, -0.02), true],
  ['a share of a label that rises', going('label yes', 'rate', 0.2, 0.02), true],
  ['a share of a label that hardly moves', going('label yes', 'rate', 0.2, 0.004), false],
  ['facets that come to differ', going('bias a', 'dpl', -0.01, -0.02), true],
  ['facets that come to differ less', going('bias a', 'dpl', -0.3, 0.02), false],
  ['labellers who agree less and less', going('agreement', 'alpha', 0.98, -0.02), true],
  ['labellers who agree more and more', going('agreement', 'alpha', 0.7, 0.02), false],
])('%s: does it hold? (the trend with its interval is said)', (_, one, holds) => {
  const subject = seriesSubject(one);
  const { promotion } = watch([subject], LABEL_LIMITS);
  expect(promotion.heldBy.some((what) => what.includes('watch/trend-major@1'))).toBe(holds);
  expect(subject.detail).toMatch(/^-?0\.\d+ a run, 99 %: -?0\.\d+ to -?0\.\d+$/);
});

test('series go on in a later run, and what only one of them has is kept', () => {
  const [one, other] = [alpha(withError(0.8, 0.1)), { ...alpha(withError(0.1, 0.1)), name: 'bias a' }];
  const later = { ...one, points: [{ run: 'run-9', estimate: withError(0.7, 0.1) }] };
  const all = continued([one, other], [later]);
  expect(all.map(({ name, points }) => [name, points.map(({ run: of }) => of)])).toEqual([
    ['agreement', ['run-0', 'run-9']],
    ['bias a', ['run-0']],
  ]);
});

test('under 400 records on a side nothing of drift is evaluated, and that does not pass', () => {
  const few = new Profile([{ name: 'words', kind: 'number' }]);
  for (let i = 0; i < 399; i++) few.add([i % 50]);
  const [drift] = driftOf(few, few);
  expect(Object.values(drift!.statistics).map(({ kind }) => kind)).toEqual(Array(7).fill('not evaluated'));
  expect(drift!.statistics['psi']).toEqual({
    kind: 'not evaluated',
    reason: 'the baseline has 399 values, and needs 400',
  });
  expect(watch(featureSubjects([drift!]), FEATURE_LIMITS).promotion.verdict).toBe('not evaluated');
  few.add([1]);
  expect(driftOf(few, few)[0]!.statistics['psi']).toEqual({ kind: 'measured', value: 0 });
});
