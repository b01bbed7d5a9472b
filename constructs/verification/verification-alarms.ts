import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, MetricFilter, type ILogGroup, type IFilterPattern } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  PLATFORM_DIMENSION,
  VERIFICATION_METRICS_NAMESPACE,
  VerificationMetric,
} from '../../contract/live-verification';

export interface VerificationAlarmsProps {
  /** The platform's name. */
  readonly name: string;
  /** Where the function says how each run ended. */
  readonly logGroup: ILogGroup;
  readonly topic: ITopic;
}

/** What tells people that something is not in place, and that nobody knows whether it is. */
export class VerificationAlarms extends Construct {
  public readonly outOfPlace: Alarm;
  public readonly overdue: Alarm;

  public constructor(scope: Construct, id: string, { name, logGroup, topic }: VerificationAlarmsProps) {
    super(scope, id);
    // Counted by filters, and not told as the other metrics are: so that who reads the template sees that something feeds the alarms.
    const count = (metricName: VerificationMetric, pattern: IFilterPattern): void => {
      new MetricFilter(this, `${metricName}Filter`, {
        filterName: `${name}-verification-${metricName}`,
        logGroup,
        filterPattern: pattern,
        metricNamespace: VERIFICATION_METRICS_NAMESPACE,
        metricName,
        metricValue: `$.${metricName}`,
        dimensions: { [PLATFORM_DIMENSION]: `$.${PLATFORM_DIMENSION}` },
      });
    };
    count(VerificationMetric.OUT_OF_PLACE, FilterPattern.numberValue('$.OutOfPlace', '>=', 0));
    count(VerificationMetric.COMPLETED, FilterPattern.numberValue('$.Completed', '=', 1));
    this.outOfPlace = new Alarm(this, 'OutOfPlace', {
      alarmName: `${name}-out-of-place`,
      alarmDescription: 'What was deployed is not as it was deployed: the last verification names it',
      metric: metricOf(name, VerificationMetric.OUT_OF_PLACE, 'Maximum', Duration.minutes(5)),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Between two runs nothing is told: what is out of place stays so until a run finds it in place.
      treatMissingData: TreatMissingData.IGNORE,
    });
    this.overdue = new Alarm(this, 'Overdue', {
      alarmName: `${name}-verification-overdue`,
      alarmDescription: 'No verification of what was deployed came to its end for two days: nothing is known of it',
      metric: metricOf(name, VerificationMetric.COMPLETED, 'Sum', Duration.days(1)),
      threshold: 1,
      evaluationPeriods: 2,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    for (const alarm of [this.outOfPlace, this.overdue]) alarm.addAlarmAction(new SnsAction(topic));
  }
}

function metricOf(name: string, metricName: VerificationMetric, statistic: string, period: Duration): Metric {
  return new Metric({
    namespace: VERIFICATION_METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { [PLATFORM_DIMENSION]: name },
    statistic,
    period,
  });
}
