import type { GateOutcome } from '../../contract/data-manifest';
import { DataMetric, DATA_METRICS_NAMESPACE, DATASET_DIMENSION, GATE_METRICS } from '../../contract/data-metrics';

/**
 * What a run's gates said, as one line of a log from which CloudWatch makes metrics (embedded metric format): a function in a network without
 * a way out needs no door to CloudWatch for it. The line holds verdicts and no data.
 *
 * @param at the time of the line, in milliseconds
 */
export function gateMetrics(dataset: string, gates: readonly GateOutcome[], at: number): string {
  const values: Record<string, number> = {
    [DataMetric.PROMOTION_HELD]: gates.every(({ outcome }) => outcome === 'passed') ? 0 : 1,
    [DataMetric.NOT_EVALUATED]: gates.filter(({ outcome }) => outcome === 'not evaluated').length,
  };
  for (const { gate, outcome } of gates) {
    const metric = GATE_METRICS[gate];
    if (metric !== undefined && outcome !== 'not evaluated') values[metric] = outcome === 'held' ? 1 : 0;
  }
  const Metrics = Object.keys(values)
    .sort()
    .map((Name) => ({ Name, Unit: 'Count' }));
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: DATA_METRICS_NAMESPACE, Dimensions: [[DATASET_DIMENSION]], Metrics }],
    },
    [DATASET_DIMENSION]: dataset,
    ...values,
  });
}
