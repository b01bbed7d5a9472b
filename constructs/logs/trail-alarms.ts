import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, MetricFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { TrailAlarm } from './trail-alarm';

export interface TrailAlarmsProps {
  readonly name: string;
  /** Where the trail's events arrive. */
  readonly logGroup: ILogGroup;
  readonly alarms: TrailAlarm[];
  readonly alarmTopic: ITopic;
}

/** One metric filter and one alarm a value: a single event within five minutes is heard. */
export class TrailAlarms extends Construct {
  public constructor(scope: Construct, id: string, props: TrailAlarmsProps) {
    super(scope, id);
    for (const alarm of props.alarms) {
      const filter = new MetricFilter(this, `${alarm.id}-filter`, {
        filterName: `${props.name}-trail-${alarm.id}`,
        logGroup: props.logGroup,
        filterPattern: FilterPattern.literal(alarm.pattern),
        metricNamespace: `${props.name}/trail`,
        metricName: alarm.id,
        metricValue: '1',
      });
      new Alarm(this, alarm.id, {
        alarmName: `${props.name}-trail-${alarm.id}`,
        alarmDescription: `${alarm.description}: look it up in ${props.name}'s trail`,
        metric: filter.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(new SnsAction(props.alarmTopic));
    }
  }
}
