import type { GateOutcome } from '../../../contract/data-manifest';
import { measured, notEvaluated } from '../balance/measured';
import { Z_95, type Interval } from '../balance/wilson';
import type { Cell } from '../balance/cells';
import type { Verdict } from '../balance/gate';
import type { Assessment } from '../label/assess';
import { watch, type WatchFinding } from '../watch/findings';
import { labelRates } from '../watch/label-rates';
import { LABEL_LIMITS } from '../watch/limits';
import { positiveRateDifference, type Estimate } from '../watch/over-time/estimate';
import { continued, type Series } from '../watch/over-time/series';
import { FEWEST_RUNS } from '../watch/over-time/trend';
import type { Profile } from '../watch/profile/profile';
import { seriesSubject } from '../watch/subjects';
import type { BalanceReport } from './balance-step';
import type { Chain } from './chain';

/** Where a run's profile lies, in its part of the store. */
export const PROFILE_KEY = 'records/profile.json';

/** Bias, labels and agreement, run by run, and what changed. */
export interface OverTime {
  readonly series: readonly Series[];
  readonly findings: readonly WatchFinding[];
  /** Where the series go no further back than to the runs that they have, though there is more. */
  readonly broken?: Chain['broken'];
  readonly verdict: Verdict;
  /** Why it is not evaluated, or what holds it. */
  readonly reasons: readonly string[];
}

/** What a run tells of itself. */
export interface Watched {
  readonly run: string;
  readonly profile: Profile;
  /** Before a counter-measure: after one, bias tells of the counter-measure. */
  readonly balance?: BalanceReport;
  readonly agreement?: Assessment['agreement'];
}

/** The series of the runs before, each by its own points, with this run's behind them. */
export function overTime(run: string, own: readonly Series[], { runs, broken }: Chain): OverTime {
  const series = [...runs.map((one) => one.series), own].reduce<Series[]>((all, one) => continued(all, one), []);
  // A first run has nothing to be held against; and what ended before this run is shown, and not judged.
  const judged = runs.length === 0 ? [] : series;
  const subjects = judged.filter(({ points }) => points.at(-1)?.run === run).map(seriesSubject);
  const present = new Set(subjects.flatMap(({ statistics }) => Object.keys(statistics)));
  const limits = LABEL_LIMITS.filter(({ rule }) => present.has(rule.feature));
  const { findings, promotion } = watch(subjects, limits);
  const said = { series, findings, ...(broken && { broken }) };
  if (present.has('trend_least')) return { ...said, verdict: promotion.verdict, reasons: promotion.heldBy };
  const few = `no series has the ${FEWEST_RUNS} runs that a trend needs`;
  return { ...said, verdict: 'not evaluated', reasons: [broken === undefined ? few : `${few}: ${brokenText(broken)}`] };
}

/**
 * The gate on series. There is none while a data set is too young for a trend: its first runs could never pass. Where it is short because
 * a run before is missing or was changed, nobody knows what it would show, and that does not pass.
 */
export function overTimeGate({ verdict, reasons, broken, series }: OverTime): GateOutcome | undefined {
  if (series.length === 0 || (verdict === 'not evaluated' && broken === undefined)) return undefined;
  return { gate: 'over-time', outcome: verdict, reasons };
}

/** Where a series ends before its beginning, for people. */
export function brokenText({ run, reason }: NonNullable<Chain['broken']>): string {
  return `they end behind run ${run}: ${reason}`;
}

/** A run's own points. */
export function seriesOf({ run, profile, balance, agreement }: Watched): Series[] {
  const one = (name: string, statistic: string, estimate: Estimate): Series => ({
    name,
    statistic,
    points: [{ run, estimate }],
  });
  return [
    ...(agreement === undefined ? [] : [one('agreement', 'alpha', within(agreement.alpha, agreement.alphaInterval))]),
    ...(balance?.facets ?? []).map((facet) => one(`bias ${facet.facet}`, 'dpl', biasOf(facet))),
    ...labelRates(profile, 'label').map(({ label, rate, interval }) =>
      one(`label ${label}`, 'rate', within(rate, interval)),
    ),
  ];
}

/** The facet's rows and the others', from what a report says of them. */
function biasOf({ positive, metrics }: BalanceReport['facets'][number]): Estimate {
  const { facet, rest } = metrics.rows;
  const { DPL } = metrics.metrics;
  if (DPL.kind === 'not evaluated') return { value: DPL };
  const others = Math.round((DPL.value + positive / facet) * rest);
  const cell = (inFacet: boolean, isPositive: boolean, count: number): Cell => ({
    inFacet,
    label: String(isPositive),
    positive: isPositive,
    group: '',
    count,
  });
  const cells = [
    cell(true, true, positive),
    cell(true, false, facet - positive),
    cell(false, true, others),
    cell(false, false, rest - others),
  ];
  return positiveRateDifference({ cells, missing: 0 });
}

function within(value: number | undefined, interval: Interval | undefined): Estimate {
  if (value === undefined) return { value: notEvaluated('it is not defined') };
  if (interval === undefined) return { value: measured(value) };
  return { value: measured(value), interval, error: (interval.high - interval.low) / (2 * Z_95) };
}
