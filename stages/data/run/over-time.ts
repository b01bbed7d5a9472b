import { measured, notEvaluated } from '../balance/measured';
import { Z_95, type Interval } from '../balance/wilson';
import type { Cell } from '../balance/cells';
import type { Store } from '../engine/store';
import type { Assessment } from '../label/assess';
import { watch, type WatchFinding } from '../watch/findings';
import { labelRates } from '../watch/label-rates';
import { LABEL_LIMITS } from '../watch/limits';
import { positiveRateDifference, type Estimate } from '../watch/over-time/estimate';
import { continued, type Series } from '../watch/over-time/series';
import { Profile } from '../watch/profile/profile';
import { seriesSubject } from '../watch/subjects';
import type { BalanceReport } from './balance-step';

/** Where a run's series lie, and what they rest on, in its part of the store. */
export const OVER_TIME_KEY = 'records/over-time.json';
export const PROFILE_KEY = 'records/profile.json';

/** Bias, labels and agreement, run by run, and what changed. */
export interface OverTime {
  readonly series: readonly Series[];
  readonly findings: readonly WatchFinding[];
}

/** What a run tells of itself. */
export interface Watched {
  readonly run: string;
  readonly profile: Profile;
  /** Before a counter-measure: after one, bias tells of the counter-measure. */
  readonly balance?: BalanceReport;
  readonly agreement?: Assessment['agreement'];
}

/** The series of the run before, which has those of the runs before it, with this run's behind them. */
export async function overTime(
  now: Watched,
  baseline: { readonly store: Store; readonly run: string },
): Promise<OverTime> {
  const series = continued(await seriesBefore(baseline), seriesOf(now));
  // What ended before this run is shown, and not judged.
  const subjects = series.filter(({ points }) => points.at(-1)?.run === now.run).map(seriesSubject);
  const present = new Set(subjects.flatMap(({ statistics }) => Object.keys(statistics)));
  const limits = LABEL_LIMITS.filter(({ rule }) => present.has(rule.feature));
  return { series, findings: watch(subjects, limits).findings };
}

async function seriesBefore({
  store,
  run,
}: {
  readonly store: Store;
  readonly run: string;
}): Promise<readonly Series[]> {
  const read = async (key: string): Promise<unknown> =>
    (await store.exists(key)) ? JSON.parse(Buffer.from(await store.read(key)).toString('utf8')) : undefined;
  const known = (await read(OVER_TIME_KEY)) as OverTime | undefined;
  if (known !== undefined) return known.series;
  const balance = (await read('records/balance.json')) as { readonly before: BalanceReport } | undefined;
  const assessment = (await read('records/agreement.json')) as Pick<Assessment, 'agreement'> | undefined;
  return seriesOf({
    run,
    profile: Profile.from(await read(PROFILE_KEY)),
    ...(balance && { balance: balance.before }),
    ...(assessment && { agreement: assessment.agreement }),
  });
}

function seriesOf({ run, profile, balance, agreement }: Watched): Series[] {
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
