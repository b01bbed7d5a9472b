import {
  PLATFORM_DIMENSION,
  VERIFICATION_METRICS_NAMESPACE,
  VerificationMetric,
} from '../../contract/live-verification';
import type { Counts } from '../live/verification';

/**
 * How many resources have each verdict, as a line of a log from which CloudWatch makes metrics (embedded metric format): the role needs no action
 * for it. How many are out of place is counted by the template's metric filter.
 *
 * @param at milliseconds since 1970
 */
export function countMetrics(platform: string, counts: Counts, at: number): string {
  const { drifted, missing, extra } = counts;
  const values = {
    [VerificationMetric.IN_PLACE]: counts['in place'],
    [VerificationMetric.DRIFTED]: drifted,
    [VerificationMetric.MISSING]: missing,
    [VerificationMetric.EXTRA]: extra,
    [VerificationMetric.NOT_READABLE]: counts['not readable'],
  };
  const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: 'Count' }));
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: VERIFICATION_METRICS_NAMESPACE, Dimensions: [[PLATFORM_DIMENSION]], Metrics }],
    },
    [PLATFORM_DIMENSION]: platform,
    ...values,
    [VerificationMetric.OUT_OF_PLACE]: drifted + missing + extra,
  });
}

/** That a run came to its end, which the template's metric filter counts. */
export function completed(platform: string): string {
  return JSON.stringify({ [PLATFORM_DIMENSION]: platform, [VerificationMetric.COMPLETED]: 1 });
}
