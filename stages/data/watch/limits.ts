import type { Rule } from '../rules/rule';

/** How bad it is to cross a limit: only `critical` holds a promotion. */
export type Severity = 'warning' | 'critical';

/** A limit on a statistic of each watched subject that has it. */
export interface WatchLimit {
  readonly rule: Rule;
  readonly severity: Severity;
}

const SIDDIQI = 'N. Siddiqi 2006, Credit risk scorecards: 0.1 some change, 0.25 a major one';
const KRIPPENDORFF = 'K. Krippendorff, Content analysis: 0.667 the least for tentative conclusions, 0.8 for firm ones';

/** On features and their categories. Defaults: a team sets its own, and which limit is critical is for its plan to say. */
export const FEATURE_LIMITS: readonly WatchLimit[] = [
  limit('critical', 'watch/stability-major', 'psi', { atMost: 0.25 }, 'population stability index', SIDDIQI),
  limit('warning', 'watch/stability', 'psi', { atMost: 0.1 }, 'population stability index', SIDDIQI),
  limit(
    'warning',
    'watch/distribution',
    'ks',
    { atMost: 0.1 },
    'difference of shares',
    'Model Monitor: comparison_threshold 0.1',
  ),
  limit('critical', 'watch/missing', 'missing_change', { atMost: 0.1 }, 'share of rows', 'Rampart'),
  limit(
    'warning',
    'watch/new-categories',
    'new_share',
    { atMost: 0.1 },
    'share of rows',
    'Model Monitor: domain_content_threshold 0.1',
  ),
];

const SEN = 'P. K. Sen 1968: the end of the 99 % interval that is nearest to no trend; Rampart: 0.1';
const DOMAIN = 'Rampart: the area is 0.5 + s/2 where a share s of the run is of a kind that the baseline has not';

/** On the documents as a whole. The lower end of the area's interval is judged: chance alone must not hold a run. */
export const TEXT_LIMITS: readonly WatchLimit[] = [
  limit('critical', 'watch/domain-shift', 'domain_auc_low', { atMost: 0.75 }, 'area under the curve', DOMAIN),
  limit('warning', 'watch/domain', 'domain_auc_low', { atMost: 0.6 }, 'area under the curve', DOMAIN),
];

/** On series over runs: agreement, what changed since the run before, and slow shifts. */
export const LABEL_LIMITS: readonly WatchLimit[] = [
  limit('critical', 'watch/agreement-least', 'alpha', { atLeast: 0.667 }, 'alpha', KRIPPENDORFF),
  limit('warning', 'watch/agreement', 'alpha', { atLeast: 0.8 }, 'alpha', KRIPPENDORFF),
  limit(
    'warning',
    'watch/changed',
    'change_p',
    { atLeast: 0.01 },
    'chance',
    'Rampart: one false alarm in a hundred comparisons',
  ),
  limit(
    'warning',
    'watch/shift',
    'shift',
    { atMost: 0 },
    'shifts',
    'E. S. Page 1954: cumulative sums over nine runs or more',
  ),
  limit('critical', 'watch/trend-major', 'trend_least', { atMost: 0.1 }, 'change over the runs', SEN),
  limit('warning', 'watch/trend', 'trend_least', { atMost: 0 }, 'change over the runs', SEN),
];

function limit(
  severity: Severity,
  id: string,
  feature: string,
  bounds: Pick<Rule, 'atLeast' | 'atMost'>,
  unit: string,
  source: string,
): WatchLimit {
  return { severity, rule: { id, version: 1, feature, ...bounds, unit, source } };
}
