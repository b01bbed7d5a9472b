import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface EndpointAlarmsProps {
  readonly endpointName: string;
  readonly variantName: string;
  /** The slowest that one answer in a hundred may be. */
  readonly latencyP99: Duration;
  readonly topic: ITopic;
}

/** What tells that an endpoint fails its callers: each alarm reaches a person, and those that a release can cause also undo the release. */
export class EndpointAlarms extends Construct {
  /** The alarms that roll a deployment back. */
  public readonly rollback: Alarm[];
  /** The alarms that only tell a person. */
  public readonly notifying: Alarm[];

  public constructor(scope: Construct, id: string, props: EndpointAlarmsProps) {
    super(scope, id);
    const share = (metricName: string): Metric => metric(props, metricName, 'Average');
    const slowest = metric(props, 'ModelLatency', 'p99', Unit.MICROSECONDS);
    this.rollback = [
      this.alarm(props, 'ServerErrors', share('Invocation5XXErrors'), 0.01, 'more than 1 % of calls fail'),
      this.alarm(
        props,
        'ModelErrors',
        share('InvocationModelErrors'),
        0.01,
        'the container fails more than 1 % of calls',
      ),
      this.alarm(
        props,
        'Latency',
        slowest,
        props.latencyP99.toMilliseconds() * 1000,
        `one answer in a hundred takes over ${props.latencyP99.toSeconds()} seconds`,
      ),
    ];
    // Callers cause these, so they must not be able to roll a release back.
    this.notifying = [
      this.alarm(props, 'ClientErrors', share('Invocation4XXErrors'), 0.1, 'more than 10 % of calls are refused'),
    ];
  }

  private alarm(props: EndpointAlarmsProps, id: string, watched: Metric, threshold: number, says: string): Alarm {
    const alarm = new Alarm(this, id, {
      alarmName: `${props.endpointName}-endpoint-${kebab(id)}`,
      alarmDescription: `Endpoint ${props.endpointName}: ${says}`,
      metric: watched,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(props.topic));
    return alarm;
  }
}

function metric(props: EndpointAlarmsProps, metricName: string, statistic: string, unit?: Unit): Metric {
  return new Metric({
    namespace: 'AWS/SageMaker',
    metricName,
    dimensionsMap: { EndpointName: props.endpointName, VariantName: props.variantName },
    statistic,
    period: Duration.minutes(1),
    ...(unit && { unit }),
  });
}

function kebab(id: string): string {
  return id.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
