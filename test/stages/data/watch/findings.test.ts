import { measured, notEvaluated } from '../../../../stages/data/balance/measured';
import { watch, type Subject } from '../../../../stages/data/watch/findings';
import { WATCH_LIMITS, type WatchLimit } from '../../../../stages/data/watch/limits';
import { MOST_PER_REQUEST, metricData, requestsOf } from '../../../../stages/data/watch/metric-data';

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
    const ids = WATCH_LIMITS.map(({ rule }) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { rule } of WATCH_LIMITS)
      expect([rule.atLeast, rule.atMost].filter((bound) => bound !== undefined)).toHaveLength(1);
  });
});

describe('metrics for CloudWatch', () => {
  const AT = new Date('2026-11-26T00:00:00Z');

  test('hold what was measured, by data set and subject, and counts of findings', () => {
    const subjects = [{ name: 'feature words', statistics: { psi: measured(0.4), ks: notEvaluated('x') } }];
    const records = metricData('mail', AT, subjects, watch(subjects, LIMITS));
    const whole = [{ Name: 'DataSet', Value: 'mail' }];
    expect(records).toEqual([
      { MetricName: 'PromotionHeld', Dimensions: whole, Timestamp: AT, Value: 1, Unit: 'Count' },
      { MetricName: 'CriticalFindings', Dimensions: whole, Timestamp: AT, Value: 1, Unit: 'Count' },
      { MetricName: 'Warnings', Dimensions: whole, Timestamp: AT, Value: 0, Unit: 'Count' },
      { MetricName: 'NotEvaluated', Dimensions: whole, Timestamp: AT, Value: 1, Unit: 'Count' },
      {
        MetricName: 'psi',
        Dimensions: [...whole, { Name: 'Subject', Value: 'feature words' }],
        Timestamp: AT,
        Value: 0.4,
        Unit: 'None',
      },
    ]);
  });

  test.each([
    ['größe\n', 'gr%f6%dfe%a'],
    ['', '_'],
    [':x', '_:x'],
    ['x'.repeat(2000), 'x'.repeat(1024)],
  ])('dimension value %j is published as CloudWatch takes it', (name, value) => {
    const [record] = metricData(name, AT, [], watch([], LIMITS));
    expect(record?.Dimensions[0]?.Value).toBe(value);
  });

  test('a value beyond what CloudWatch takes is left out, and requests hold a thousand', () => {
    const subjects = Array.from({ length: 1200 }, (_, i) => subject(`s${i}`, 2 ** 361, 0));
    const requests = requestsOf(metricData('mail', AT, subjects, watch(subjects, LIMITS)));
    expect(requests.map(({ length }) => length)).toEqual([MOST_PER_REQUEST, 204]);
  });
});
