import { measured, notEvaluated, type Measured } from '../balance/measured';
import { toldApartBy, type DomainShift } from './domain/domain-shift';
import type { FeatureDrift } from './drift/drift';
import type { Subject } from './findings';
import { changeBetween, cusum } from './over-time/change';
import type { Series } from './over-time/series';

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
 * and not there while they are too few to tell.
 */
export function seriesSubject({ name, statistic, points }: Series): Subject {
  const none: Measured = notEvaluated('there is no run before');
  const [before, now] = [
    points.at(-2)?.estimate,
    points.at(-1)?.estimate ?? { value: notEvaluated('there is no run') },
  ];
  const { difference, p } = before === undefined ? { difference: none, p: none } : changeBetween(before, now);
  const shift = cusum(points);
  return {
    name,
    statistics: {
      [statistic]: now.value,
      change: difference,
      change_p: p,
      ...(shift.kind !== 'not evaluated' && { shift: measured(shift.kind === 'shifted' ? 1 : 0) }),
    },
  };
}
