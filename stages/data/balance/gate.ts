import type { Reason } from '../decision';
import { firstFailure, ruleName, type Rule } from '../rules/rule';
import type { Measured } from './measured';

/** What a gate says: only `passed` lets a data set through. */
export type Verdict = 'passed' | 'held' | 'not evaluated';

/** What one limit says of its metric. */
export type Finding =
  | { readonly verdict: 'passed'; readonly rule: string; readonly value: number }
  | { readonly verdict: 'held'; readonly rule: string; readonly reason: Reason }
  | { readonly verdict: 'not evaluated'; readonly rule: string; readonly reason: string };

export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** Statistics by name, in lower case: a rule's `feature` names one. */
export type Statistics = Readonly<Record<string, Measured>>;

/**
 * Judges statistics by limits. One crossed limit holds; otherwise one statistic that is not there, or no limit at all, is *not
 * evaluated*; otherwise passed.
 *
 * @param unfit why no statistic of this table means anything (too few rows, say): then nothing is evaluated
 */
export function judge(statistics: Statistics, rules: readonly Rule[], unfit?: string): Judgement {
  const findings = rules.map((rule): Finding => {
    const name = ruleName(rule);
    if (unfit !== undefined) return { verdict: 'not evaluated', rule: name, reason: unfit };
    const statistic = statistics[rule.feature];
    if (statistic === undefined)
      return { verdict: 'not evaluated', rule: name, reason: `${rule.feature} was not measured` };
    if (statistic.kind === 'not evaluated') return { verdict: 'not evaluated', rule: name, reason: statistic.reason };
    const failure = firstFailure({ [rule.feature]: statistic.value }, [rule]);
    return failure === undefined
      ? { verdict: 'passed', rule: name, value: statistic.value }
      : { verdict: 'held', rule: name, reason: failure.reason };
  });
  return { verdict: verdictOf(findings), findings };
}

/** The worst of several: held before not evaluated before passed. Of none: not evaluated. */
export function verdictOf(findings: readonly { readonly verdict: Verdict }[]): Verdict {
  if (findings.some(({ verdict }) => verdict === 'held')) return 'held';
  if (findings.length === 0 || findings.some(({ verdict }) => verdict === 'not evaluated')) return 'not evaluated';
  return 'passed';
}
