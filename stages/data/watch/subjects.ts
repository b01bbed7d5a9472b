import { measured, notEvaluated, type Measured } from '../balance/measured';
import type { DomainShift } from './domain/domain-classifier';
import type { FeatureDrift } from './drift/drift';
import type { Subject } from './findings';
import { changeBetween, cusum } from './over-time/change';
import type { Series } from './over-time/series';

/** Each feature's drift as a subject of the watch: `feature NAME`. */
export function featureSubjects(drift: readonly FeatureDrift[]): Subject[] {
  return drift.map(({ feature, statistics }) => ({ name: `feature ${feature}`, statistics }));
}

/** The texts as a whole: `domain_auc`. */
export function textSubject({ auc }: DomainShift): Subject {
  return { name: 'texts', statistics: { domain_auc: auc } };
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
