import { wilson, type Interval } from '../balance/wilson';
import type { Profile } from './profile/profile';
import { TextProfile } from './profile/text-profile';

/** How often a run's records have a label. */
export interface LabelRate {
  readonly label: string;
  readonly count: number;
  readonly rate: number;
  /** Wilson, 95 %. */
  readonly interval: Interval;
}

/** Rates of a profiled label column among the records that have a label, the most frequent first. None where no record has one. */
export function labelRates(profile: Profile, column: string): LabelRate[] {
  const labels = profile.column(column);
  if (!(labels instanceof TextProfile)) return [];
  const { present } = labels.counts();
  return labels.top().flatMap(({ value, count }) => {
    const interval = wilson(count, present);
    return interval === undefined ? [] : [{ label: value, count, rate: count / present, interval }];
  });
}
