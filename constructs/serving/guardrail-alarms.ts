import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface GuardrailAlarmsProps {
  readonly name: string;
  readonly guardrailArn: string;
  readonly guardrailVersion: string;
  readonly modelId: string;
  /** More interventions than this within five minutes are a spike. */
  readonly interventions: number;
  readonly topic: ITopic;
}

/** What tells that someone probes the model, that the guardrail fails, or that callers are refused. */
export class GuardrailAlarms extends Construct {
  public readonly alarms: Alarm[];

  public constructor(scope: Construct, id: string, props: GuardrailAlarmsProps) {
    super(scope, id);
    // CloudWatch publishes totals for exactly this pair of dimensions: more or fewer of them would watch nothing.
    const guardrail = { GuardrailArn: props.guardrailArn, GuardrailVersion: props.guardrailVersion };
    const guarded = (metricName: string): Metric => sum('AWS/Bedrock/Guardrails', metricName, guardrail);
    const model = (metricName: string): Metric => sum('AWS/Bedrock', metricName, { ModelId: props.modelId });
    this.alarms = [
      this.alarm(props, 'interventions', guarded('InvocationsIntervened'), props.interventions, 1),
      this.alarm(props, 'guardrail-throttles', guarded('InvocationThrottles'), 0, 3),
      this.alarm(props, 'guardrail-errors', guarded('InvocationServerErrors'), 0, 3),
      this.alarm(props, 'throttles', model('InvocationThrottles'), 10, 3),
      this.alarm(props, 'client-errors', model('InvocationClientErrors'), 25, 3),
      this.alarm(props, 'server-errors', model('InvocationServerErrors'), 10, 3),
    ];
  }

  /** @param periods how many of as many five-minute periods must be over the threshold */
  private alarm(props: GuardrailAlarmsProps, what: string, metric: Metric, threshold: number, periods: number): Alarm {
    const alarm = new Alarm(this, what, {
      alarmName: `${props.name}-bedrock-${what}`,
      alarmDescription: `Bedrock for ${props.name}: more than ${threshold} ${what.replace('-', ' ')} within five minutes`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(props.topic));
    return alarm;
  }
}

function sum(namespace: string, metricName: string, dimensionsMap: Record<string, string>): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic: 'Sum', period: Duration.minutes(5) });
}
