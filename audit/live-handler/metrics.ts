import {
  PLATFORM_DIMENSION,
  VERIFICATION_METRICS_NAMESPACE,
  VerificationMetric,
} from '../../contract/live-verification';
import type { Counts } from '../live/verification';

/**
 * How many resources have each verdict, as a line of a log from which CloudWatch makes metrics (embedded metric format): the role needs no action
 * for it.
 *
 * @param at milliseconds since 1970
 */
export function countMetrics(platform: string, counts: Counts, at: number): string {
  const { drifted, missing, extra } = counts;
  return line(platform, at, {
    [VerificationMetric.IN_PLACE]: counts['in place'],
    [VerificationMetric.DRIFTED]: drifted,
    [VerificationMetric.MISSING]: missing,
    [VerificationMetric.EXTRA]: extra,
    [VerificationMetric.NOT_READABLE]: counts['not readable'],
    [VerificationMetric.OUT_OF_PLACE]: drifted + missing + extra,
  });
}

/** That a run came to its end. */
export function completed(platform: string, at: number): string {
  return line(platform, at, { [VerificationMetric.COMPLETED]: 1 });
}

function line(platform: string, at: number, values: Readonly<Record<string, number>>): string {
  const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: 'Count' }));
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: VERIFICATION_METRICS_NAMESPACE, Dimensions: [[PLATFORM_DIMENSION]], Metrics }],
    },
    [PLATFORM_DIMENSION]: platform,
    ...values,
  });
}
