import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, MetricFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { GATEWAY_METRICS, GATEWAY_STAGE } from '../../contract/gateway';
import type { StageFunction } from '../function/stage-function';

export interface ApiAlarmsProps {
  readonly name: string;
  readonly apiName: string;
  readonly webAclName: string;
  readonly accessLog: ILogGroup;
  readonly stageFunction: StageFunction;
  readonly topic: ITopic;
}

interface Watch {
  readonly metric: Metric;
  readonly threshold: number;
  readonly what: string;
}

const PERIOD = Duration.minutes(5);

/** Tells the topic when the API fails, slows, throttles, is attacked, or is reached by a way it does not have. */
export class ApiAlarms extends Construct {
  public constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id);
    const throttled = new MetricFilter(this, 'ThrottledRequests', {
      logGroup: props.accessLog,
      filterName: `${props.name}-api-throttled`,
      filterPattern: FilterPattern.literal('{ $.status = "429" }'),
      metricNamespace: GATEWAY_METRICS,
      metricName: `${props.name}-throttled`,
      metricValue: '1',
    });
    const api = { ApiName: props.apiName, Stage: GATEWAY_STAGE };
    const acl = { WebACL: props.webAclName, Region: Stack.of(this).region, Rule: 'ALL' };
    const { lambda, deadLetters } = props.stageFunction;
    const watches: Readonly<Record<string, Watch>> = {
      Errors: { metric: sum('AWS/ApiGateway', '5XXError', api), threshold: 5, what: 'server errors in five minutes' },
      Latency: {
        metric: metric('AWS/ApiGateway', 'Latency', api, 'p95'),
        threshold: 20_000,
        what: 'milliseconds for one request in twenty',
      },
      Throttled: {
        metric: throttled.metric({ statistic: 'Sum', period: PERIOD }),
        threshold: 20,
        what: 'requests answered 429 in five minutes',
      },
      Concurrency: {
        metric: lambda.metricThrottles({ statistic: 'Sum', period: PERIOD }),
        threshold: 1,
        what: 'requests without a free function',
      },
      Blocked: { metric: sum('AWS/WAFV2', 'BlockedRequests', acl), threshold: 10, what: 'requests blocked by WAF' },
      DeadLetters: {
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: PERIOD }),
        threshold: 1,
        what: 'dead letters: the function was invoked asynchronously, which the API never does',
      },
    };
    for (const [id, watch] of Object.entries(watches)) this.watch(id, watch, props);
  }

  private watch(id: string, { metric, threshold, what }: Watch, { name, topic }: ApiAlarmsProps): void {
    const alarm = new Alarm(this, id, {
      alarmName: `${name}-api-${id.toLowerCase()}`,
      alarmDescription: `${name} private API: at least ${threshold} ${what}`,
      metric,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  }
}

function sum(namespace: string, metricName: string, dimensionsMap: Record<string, string>): Metric {
  return metric(namespace, metricName, dimensionsMap, 'Sum');
}

function metric(
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period: PERIOD });
}
