import { notEvaluated, type Measured } from '../balance/measured';
import type { DomainShift } from './domain/domain-classifier';
import type { FeatureDrift } from './drift/drift';
import type { Subject } from './findings';
import { changeBetween } from './over-time/change';
import type { Estimate } from './over-time/estimate';

/** Each feature's drift as a subject of the watch: `feature NAME`. */
export function featureSubjects(drift: readonly FeatureDrift[]): Subject[] {
  return drift.map(({ feature, statistics }) => ({ name: `feature ${feature}`, statistics }));
}

/** The texts as a whole: `domain_auc`. */
export function textSubject({ auc }: DomainShift): Subject {
  return { name: 'texts', statistics: { domain_auc: auc } };
}

/**
 * A statistic over time, e.g. `bias gender` with `dpl`, or `agreement` with `alpha`: its value under `statistic`, `change` since the run
 * before, and `change_p`. Without a run before, the change is not evaluated.
 */
export function seriesSubject(name: string, statistic: string, now: Estimate, before?: Estimate): Subject {
  const first: Measured = notEvaluated('there is no run before');
  const { difference, p } = before === undefined ? { difference: first, p: first } : changeBetween(before, now);
  return { name, statistics: { [statistic]: now.value, change: difference, change_p: p } };
}
