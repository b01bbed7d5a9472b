/** Namespace of what the data stage measures of its runs. */
export const DATA_METRICS_NAMESPACE = 'Rampart/Data';

/** The dimension of all these metrics: the data set. */
export const DATASET_DIMENSION = 'DataSet';

/** What a run tells of its gates, when it ends: 1 where a gate held, 0 where it passed, nothing where it was not evaluated. */
export enum DataMetric {
  /** 1 where any gate did not pass, for whatever reason. */
  PROMOTION_HELD = 'PromotionHeld',
  LABELS_HELD = 'LabelsHeld',
  AGREEMENT_HELD = 'AgreementHeld',
  BALANCE_HELD = 'BalanceHeld',
  DRIFT_HELD = 'DriftHeld',
  TREND_HELD = 'TrendHeld',
}

/** In the same line of the log: how many gates could not be evaluated. Each of them holds the run. */
export const GATES_NOT_EVALUATED = 'GatesNotEvaluated';

/** The gates of a manifest, with the metric of each. */
export const GATE_METRICS: Readonly<Record<string, DataMetric>> = {
  labels: DataMetric.LABELS_HELD,
  agreement: DataMetric.AGREEMENT_HELD,
  balance: DataMetric.BALANCE_HELD,
  drift: DataMetric.DRIFT_HELD,
  'over-time': DataMetric.TREND_HELD,
};
