import { judge, type Statistics, type Verdict } from '../balance/gate';
import { ruleName } from '../rules/rule';
import type { Severity, WatchLimit } from './limits';

/** Something watched: a feature, a metric of bias, the texts as a whole. */
export interface Subject {
  /** E.g. `feature words`, `bias gender/spam`. */
  readonly name: string;
  readonly statistics: Statistics;
  /** What a person should know of it beside the numbers: it goes into each finding about it. */
  readonly detail?: string;
}

/** A limit that a subject crossed, or that could not be looked at. */
export interface WatchFinding {
  readonly severity: Severity;
  readonly verdict: Exclude<Verdict, 'passed'>;
  /** The subject. */
  readonly what: string;
  readonly rule: string;
  readonly statistic: string;
  readonly measured?: number;
  readonly limit?: number;
  /** Why it was not evaluated. */
  readonly reason?: string;
  /** Of the subject. */
  readonly detail?: string;
}

export interface WatchReport {
  /** The worst first: severity, then held before not evaluated, then by subject and rule. */
  readonly findings: readonly WatchFinding[];
  readonly promotion: Promotion;
  /** Limits that were looked at and kept. */
  readonly passed: number;
}

/** Whether what was watched may be promoted. */
export interface Promotion {
  readonly verdict: Verdict;
  /** True only where the verdict is `passed`. */
  readonly allowed: boolean;
  /** The findings that hold it, as `SUBJECT: RULE`, and in brackets what the subject says of itself. */
  readonly heldBy: readonly string[];
}

/**
 * Looks at every subject with every limit on a statistic that it has. A critical limit crossed holds the promotion; a critical one that
 * could not be evaluated leaves it *not evaluated*, which does not allow it either. A limit whose statistic no subject has is a finding:
 * a watch that looks at nothing must not pass.
 */
export function watch(subjects: readonly Subject[], limits: readonly WatchLimit[]): WatchReport {
  const findings: WatchFinding[] = [];
  let [passed, criticalPassed] = [0, 0];
  for (const { rule, severity } of limits) {
    const watched = subjects.filter(({ statistics }) => Object.hasOwn(statistics, rule.feature));
    const base = { severity, rule: ruleName(rule), statistic: rule.feature };
    if (watched.length === 0) {
      findings.push({ ...base, verdict: 'not evaluated', what: 'nothing', reason: `no subject has ${rule.feature}` });
    }
    for (const { name, statistics, detail } of watched) {
      const [finding] = judge(statistics, [rule]).findings;
      const about = { ...base, what: name, ...(detail !== undefined && { detail }) };
      if (finding?.verdict === 'held') {
        const { value, limit } = finding.reason;
        findings.push({ ...about, verdict: 'held', measured: value, limit });
      } else if (finding?.verdict === 'not evaluated') {
        findings.push({ ...about, verdict: 'not evaluated', reason: finding.reason });
      } else {
        passed++;
        if (severity === 'critical') criticalPassed++;
      }
    }
  }
  findings.sort((a, b) => worth(a) - worth(b) || compare(a.what, b.what) || compare(a.rule, b.rule));
  return { findings, promotion: promotionOf(findings, criticalPassed), passed };
}

function promotionOf(findings: readonly WatchFinding[], criticalPassed: number): Promotion {
  const critical = findings.filter(({ severity }) => severity === 'critical');
  const heldBy = critical.map(
    ({ what, rule, detail }) => `${what}: ${rule}${detail === undefined ? '' : ` (${detail})`}`,
  );
  if (critical.some(({ verdict }) => verdict === 'held')) return { verdict: 'held', allowed: false, heldBy };
  if (critical.length > 0 || criticalPassed === 0) return { verdict: 'not evaluated', allowed: false, heldBy };
  return { verdict: 'passed', allowed: true, heldBy };
}

function worth({ severity, verdict }: WatchFinding): number {
  return (severity === 'critical' ? 0 : 2) + (verdict === 'held' ? 0 : 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
