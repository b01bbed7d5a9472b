import type { GateOutcome } from '../../contract/data-manifest';
import { DataMetric, DATASET_DIMENSION, GATE_METRICS, GATES_NOT_EVALUATED } from '../../contract/data-metrics';

/**
 * What a run's gates said, as one line of the function's log, from which metric filters count: a function in a network without a way out needs
 * no door to CloudWatch for it. The line holds verdicts and no data.
 */
export function gateMetrics(dataset: string, gates: readonly GateOutcome[]): string {
  const values: Record<string, number> = {
    [DataMetric.PROMOTION_HELD]: gates.every(({ outcome }) => outcome === 'passed') ? 0 : 1,
    [GATES_NOT_EVALUATED]: gates.filter(({ outcome }) => outcome === 'not evaluated').length,
  };
  for (const { gate, outcome } of gates) {
    const metric = GATE_METRICS[gate];
    if (metric !== undefined && outcome !== 'not evaluated') values[metric] = outcome === 'held' ? 1 : 0;
  }
  return JSON.stringify({ [DATASET_DIMENSION]: dataset, ...values });
}
