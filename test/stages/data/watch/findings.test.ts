import { measured, notEvaluated } from '../../../../stages/data/balance/measured';
import { watch, type Subject } from '../../../../stages/data/watch/findings';
import { FEATURE_LIMITS, LABEL_LIMITS, TEXT_LIMITS, type WatchLimit } from '../../../../stages/data/watch/limits';

const ALL_LIMITS: readonly WatchLimit[] = [...FEATURE_LIMITS, ...TEXT_LIMITS, ...LABEL_LIMITS];

const limit = (severity: 'warning' | 'critical', feature: string, atMost: number): WatchLimit => ({
  severity,
  rule: { id: `watch/${feature}`, version: 1, feature, atMost, unit: 'x', source: 'test' },
});
const LIMITS = [limit('critical', 'psi', 0.25), limit('warning', 'ks', 0.1)];
const subject = (name: string, psi: number, ks: number): Subject => ({
  name,
  statistics: { psi: measured(psi), ks: measured(ks) },
});

describe('watching', () => {
  test('a run within its limits may be promoted', () => {
    expect(watch([subject('feature words', 0.05, 0.02)], LIMITS)).toEqual({
      findings: [],
      passed: 2,
      promotion: { verdict: 'passed', allowed: true, heldBy: [] },
    });
  });

  test('a critical limit crossed holds the promotion, and the finding has what was measured and the limit', () => {
    const { findings, promotion } = watch([subject('feature words', 0.4, 0.02)], LIMITS);
    expect(findings).toEqual([
      { severity: 'critical', verdict: 'held', what: 'feature words', rule: 'watch/psi@1', statistic: 'psi', measured: 0.4, limit: 0.25 },
    ]); // prettier-ignore
    expect(promotion).toEqual({ verdict: 'held', allowed: false, heldBy: ['feature words: watch/psi@1'] });
  });

  test('a warning is a finding and holds nothing', () => {
    const { findings, promotion } = watch([subject('feature words', 0.1, 0.3)], LIMITS);
    expect(findings).toMatchObject([{ severity: 'warning', verdict: 'held', measured: 0.3 }]);
    expect(promotion.allowed).toBe(true);
  });

  test('what is critical and could not be evaluated is not allowed either', () => {
    const unknown = {
      name: 'feature words',
      statistics: { psi: notEvaluated('the run has 0 values'), ks: measured(0) },
    };
    expect(watch([unknown], LIMITS)).toMatchObject({
      findings: [{ verdict: 'not evaluated', reason: 'the run has 0 values' }],
      promotion: { verdict: 'not evaluated', allowed: false },
    });
  });

  test('one critical limit kept does not make up for one that could not be evaluated', () => {
    const unknown = { name: 'b', statistics: { psi: notEvaluated('x'), ks: measured(0) } };
    expect(watch([subject('a', 0, 0), unknown], LIMITS).promotion).toMatchObject({
      verdict: 'not evaluated',
      allowed: false,
    });
  });

  test.each([
    ['nothing to watch', [], LIMITS],
    ['no limit', [subject('a', 0, 0)], []],
    ['warnings only', [subject('a', 0, 0)], [limit('warning', 'ks', 0.1)]],
  ])('with %s nothing is promoted', (_name, subjects, limits) => {
    expect(watch(subjects, limits).promotion).toMatchObject({ verdict: 'not evaluated', allowed: false });
  });

  test('findings come the worst first', () => {
    const subjects = [
      subject('b', 0.1, 0.5),
      subject('a', 0.9, 0.5),
      { name: 'c', statistics: { psi: notEvaluated('x') } },
    ];
    expect(watch(subjects, LIMITS).findings.map(({ what, severity, verdict }) => [what, severity, verdict])).toEqual([
      ['a', 'critical', 'held'],
      ['c', 'critical', 'not evaluated'],
      ['a', 'warning', 'held'],
      ['b', 'warning', 'held'],
    ]);
  });

  test('each default limit has one id, a bound and a source', () => {
    const ids = ALL_LIMITS.map(({ rule }) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { rule } of ALL_LIMITS)
      expect([rule.atLeast, rule.atMost].filter((bound) => bound !== undefined)).toHaveLength(1);
  });
});
