import type { Subject, WatchReport } from './findings';

/** One metric as CloudWatch's PutMetricData takes it. */
export interface MetricRecord {
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly Timestamp: Date;
  readonly Value: number;
  readonly Unit: 'None' | 'Count';
}

/** A request holds at most 1000 metrics (CloudWatch service quotas). */
export const MOST_PER_REQUEST = 1000;
/** Beyond 2^360 CloudWatch refuses a value. */
const LARGEST = 2 ** 360;

/**
 * What a run's watch publishes: each measured statistic under its name by data set and subject; and for the data set how many findings
 * held and how many were not evaluated, and whether promotion is held (1) or not (0), which an alarm watches. What was not evaluated has
 * no value: it is counted, and never published as 0.
 *
 * @param at the run's time: a parameter, for the same input gives the same bytes
 */
export function metricData(
  dataset: string,
  at: Date,
  subjects: readonly Subject[],
  { findings, promotion }: WatchReport,
): MetricRecord[] {
  const whole = [{ Name: 'DataSet', Value: dimensionValue(dataset) }];
  const counted = (MetricName: string, Value: number): MetricRecord => ({
    MetricName,
    Dimensions: whole,
    Timestamp: at,
    Value,
    Unit: 'Count',
  });
  const held = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity && finding.verdict === 'held').length;
  return [
    counted('PromotionHeld', promotion.allowed ? 0 : 1),
    counted('CriticalFindings', held('critical')),
    counted('Warnings', held('warning')),
    counted('NotEvaluated', findings.filter(({ verdict }) => verdict === 'not evaluated').length),
    ...subjects.flatMap(({ name, statistics }) =>
      Object.keys(statistics)
        .sort()
        .flatMap((statistic): MetricRecord[] => {
          const found = statistics[statistic];
          if (found?.kind !== 'measured' || Math.abs(found.value) > LARGEST) return [];
          const Dimensions = [...whole, { Name: 'Subject', Value: dimensionValue(name) }];
          return [{ MetricName: statistic, Dimensions, Timestamp: at, Value: found.value, Unit: 'None' }];
        }),
    ),
  ];
}

/** Records in requests that CloudWatch takes. */
export function requestsOf(records: readonly MetricRecord[]): MetricRecord[][] {
  const requests: MetricRecord[][] = [];
  for (let at = 0; at < records.length; at += MOST_PER_REQUEST) requests.push(records.slice(at, at + MOST_PER_REQUEST));
  return requests;
}

/** A dimension's value is printable ASCII, not blank, at most 1024 long, and does not begin with a colon. */
function dimensionValue(text: string): string {
  const ascii = text.replace(/[^\x20-\x7e]/gu, (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16)}`).slice(0, 1024);
  return /^\s*$/.test(ascii) || ascii.startsWith(':') ? `_${ascii.slice(0, 1023)}` : ascii;
}
