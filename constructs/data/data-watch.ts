import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DataMetric, DATA_METRICS_NAMESPACE, DATASET_DIMENSION } from '../../contract/data-metrics';
import { checkDataset, DataStageError } from './data-error';
import type { DataPipeline } from './data-pipeline';
import { RunFailures } from './run-failures';

/** What a person is told when a gate of a data set did not let it pass. */
const GATES: readonly (readonly [DataMetric, string])[] = [
  [DataMetric.PROMOTION_HELD, 'a run may not be promoted'],
  [DataMetric.DRIFT_HELD, 'its texts drifted from those of the run that it is compared with'],
  [DataMetric.TREND_HELD, 'its labels, bias or agreement went the wrong way from run to run'],
  [DataMetric.BALANCE_HELD, 'its sources or groups are labelled too differently'],
  [DataMetric.AGREEMENT_HELD, 'its labellers do not agree'],
  [DataMetric.LABELS_HELD, 'it has labels that its schema does not know'],
];
/** What Step Functions counts of a machine. */
const MACHINE: readonly (readonly [string, string])[] = [
  ['ExecutionsFailed', 'a run failed, or was held'],
  ['ExecutionsTimedOut', 'a run took longer than a week'],
  ['ExecutionsAborted', 'somebody stopped a run'],
];

export interface DataWatchProps {
  /** The platform's name: alarms are `NAME-data-…`. */
  readonly name: string;
  readonly pipeline: DataPipeline;
  /** The data sets whose gates are watched. */
  readonly datasets: string[];
  /** Encrypts what could not be delivered. The construct lets EventBridge use it. */
  readonly key: IKey;
  /** Hears of everything. Its policy, and its key's, must let CloudWatch and EventBridge of this account publish, as `AlarmTopic`'s do. */
  readonly alarmTopic: ITopic;
  /** Also a page with the gates of all data sets over time. @default false */
  readonly dashboard?: boolean;
}

/** What tells people that a data set drifted, lost its balance or its labellers' agreement, or that a run did not end well. */
export class DataWatch extends Construct {
  public readonly alarms: Alarm[];

  /** @throws DataStageError `DATASET_NAME_INVALID`, `NOTHING_WATCHED` */
  public constructor(scope: Construct, id: string, props: DataWatchProps) {
    super(scope, id);
    props.datasets.forEach((dataset) => checkDataset('datasets', dataset));
    if (props.datasets.length === 0) {
      throw new DataStageError('NOTHING_WATCHED', 'datasets: must name at least one data set, got an empty list');
    }
    for (const [metric] of GATES) this.count(metric, props);
    const gates = props.datasets.flatMap((dataset) =>
      GATES.map(([metric, says]) => this.gateAlarm(dataset, metric, says, props)),
    );
    this.alarms = [...gates, ...MACHINE.map(([metric, says]) => this.machineAlarm(metric, says, props))];
    new RunFailures(this, 'Failures', {
      name: props.name,
      stateMachineArn: props.pipeline.stateMachineArn,
      key: props.key,
      topic: props.alarmTopic,
    });
    if (props.dashboard) this.makeDashboard(props);
  }

  /** One filter for all data sets: the line of the log names its own. */
  private count(metricName: DataMetric, { name, pipeline }: DataWatchProps): void {
    new MetricFilter(this, `Count${metricName}`, {
      filterName: `${name}-data-${metricName}`,
      logGroup: pipeline.driveLogGroup,
      filterPattern: FilterPattern.numberValue(`$.${metricName}`, '>=', 0),
      metricNamespace: DATA_METRICS_NAMESPACE,
      metricName,
      metricValue: `$.${metricName}`,
      dimensions: { [DATASET_DIMENSION]: `$.${DATASET_DIMENSION}` },
    });
  }

  /** Missing data leaves the alarm as it is: between two runs nothing is told, and what was held stays held until a run passes. */
  private gateAlarm(dataset: string, metric: DataMetric, says: string, { name, alarmTopic }: DataWatchProps): Alarm {
    return this.alarm(`${dataset}-${metric}`, `${name}-data-${dataset}-${metric}`, gate(dataset, metric), alarmTopic, {
      says: `Data set ${dataset}: ${says}`,
      missing: TreatMissingData.IGNORE,
    });
  }

  private machineAlarm(metricName: string, says: string, { name, pipeline, alarmTopic }: DataWatchProps): Alarm {
    const metric = new Metric({
      namespace: 'AWS/States',
      metricName,
      dimensionsMap: { StateMachineArn: pipeline.stateMachineArn },
      statistic: 'Sum',
      period: Duration.minutes(5),
    });
    return this.alarm(metricName, `${name}-data-${metricName}`, metric, alarmTopic, {
      says: `Data stage: ${says}`,
      missing: TreatMissingData.NOT_BREACHING,
    });
  }

  private alarm(
    id: string,
    alarmName: string,
    metric: Metric,
    topic: ITopic,
    { says, missing }: { readonly says: string; readonly missing: TreatMissingData },
  ): Alarm {
    const alarm = new Alarm(this, id, {
      alarmName,
      alarmDescription: says,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  }

  private makeDashboard({ name, datasets }: DataWatchProps): void {
    const { region } = Stack.of(this);
    new Dashboard(this, 'Dashboard', {
      dashboardName: `${name}-data`,
      widgets: datasets.map((dataset) => [
        new GraphWidget({ title: dataset, region, width: 24, left: GATES.map(([metric]) => gate(dataset, metric)) }),
      ]),
    });
  }
}

function gate(dataset: string, metricName: DataMetric): Metric {
  return new Metric({
    namespace: DATA_METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { [DATASET_DIMENSION]: dataset },
    statistic: 'Maximum',
    period: Duration.minutes(5),
  });
}
