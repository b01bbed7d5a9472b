import { measured, notEvaluated, type Measured } from '../balance/measured';
import { toldApartBy, type DomainShift } from './domain/domain-shift';
import type { FeatureDrift } from './drift/drift';
import type { Subject } from './findings';
import { changeBetween, cusum } from './over-time/change';
import type { Series } from './over-time/series';
import { trendOf, type Trend } from './over-time/trend';

/** Each feature's drift as a subject of the watch: `feature NAME`. */
export function featureSubjects(drift: readonly FeatureDrift[]): Subject[] {
  return drift.map(({ feature, statistics }) => ({ name: `feature ${feature}`, statistics }));
}

/** The documents as a whole: `domain_auc`, and the lower end of its interval, which limits are on. */
export function documentsSubject(shift: DomainShift): Subject {
  const { auc, interval } = shift;
  const low = interval === undefined ? notEvaluated(reasonOf(auc)) : measured(interval.low);
  return { name: 'documents', statistics: { domain_auc: auc, domain_auc_low: low }, detail: toldApartBy(shift) };
}

function reasonOf(statistic: Measured): string {
  return statistic.kind === 'measured' ? 'there is no interval' : statistic.reason;
}

/**
 * A statistic over time, e.g. `bias gender` with `dpl`, or `agreement` with `alpha`: its last value under `statistic`, `change` since the run
 * before, and `change_p`; without a run before, the change is not evaluated. `shift` is 1 where the runs drifted slowly, 0 where they did not,
 * and not there while they are too few to tell. So is `trend_least`: how much the runs went one way at the least, 0 where that is no
 * trend, or one for the better: labellers who agree more, facets that differ less.
 */
export function seriesSubject({ name, statistic, points }: Series): Subject {
  const none: Measured = notEvaluated('there is no run before');
  const [before, now] = [
    points.at(-2)?.estimate,
    points.at(-1)?.estimate ?? { value: notEvaluated('there is no run') },
  ];
  const { difference, p } = before === undefined ? { difference: none, p: none } : changeBetween(before, now);
  const shift = cusum(points);
  const trend = trendOf(points);
  const least = forTheBetter(statistic, trend) ? measured(0) : trend.least;
  return {
    name,
    statistics: {
      [statistic]: now.value,
      change: difference,
      change_p: p,
      ...(shift.kind !== 'not evaluated' && { shift: measured(shift.kind === 'shifted' ? 1 : 0) }),
      ...(least.kind === 'measured' && { trend_least: least }),
    },
    ...(trend.interval !== undefined && { detail: trendText(trend) }),
  };
}

function forTheBetter(statistic: string, { slope, ends }: Trend): boolean {
  if (slope.kind === 'not evaluated' || ends === undefined) return false;
  if (statistic === 'alpha') return slope.value > 0;
  return statistic === 'dpl' && Math.abs(ends.last) < Math.abs(ends.first);
}

function trendText({ slope, interval }: Trend): string {
  if (slope.kind === 'not evaluated' || interval === undefined) return '';
  const [middle, low, high] = [slope.value, interval.low, interval.high].map((one) => one.toFixed(4));
  return `${middle} a run, 99 %: ${low} to ${high}`;
}
