import { measured } from '../../../../stages/data/balance/measured';
import { domainShift } from '../../../../stages/data/watch/domain/domain-classifier';
import { driftOf } from '../../../../stages/data/watch/drift/drift';
import { watch } from '../../../../stages/data/watch/findings';
import { FEATURE_LIMITS, LABEL_LIMITS, WATCH_LIMITS } from '../../../../stages/data/watch/limits';
import { withError } from '../../../../stages/data/watch/over-time/estimate';
import { Profile } from '../../../../stages/data/watch/profile/profile';
import { featureSubjects, seriesSubject, textSubject } from '../../../../stages/data/watch/subjects';

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
  const report = watch(featureSubjects(driftOf(BASELINE, BASELINE)), WATCH_LIMITS);
  expect(report.promotion).toEqual({
    verdict: 'not evaluated',
    allowed: false,
    heldBy: ['nothing: watch/agreement-least@1', 'nothing: watch/domain-shift@1'],
  });
  expect(textSubject(domainShift([], [], { seed: 1 })).statistics['domain_auc']?.kind).toBe('not evaluated');
});

test('a statistic over time has its value and its change', () => {
  const subject = seriesSubject('agreement', 'alpha', withError(0.6, 0.01), withError(0.8, 0.01));
  expect(subject.statistics['change']).toMatchObject({ value: expect.closeTo(-0.2, 12) });
  expect(watch([subject], LABEL_LIMITS).findings.map(({ rule }) => rule)).toEqual([
    'watch/agreement-least@1',
    'watch/agreement@1',
    'watch/changed@1',
  ]);
  expect(seriesSubject('agreement', 'alpha', { value: measured(0.9) }).statistics).toMatchObject({
    alpha: { value: 0.9 },
    change_p: { reason: 'there is no run before' },
  });
});
