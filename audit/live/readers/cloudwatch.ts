import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { missing, pages, pieces, type Live, type Reader } from '../reader';

export const ALARMS: Reader = {
  types: ['AWS::CloudWatch::Alarm'],
  calls: { 'cloudwatch:DescribeAlarms': ['cloudwatch:DescribeAlarms'] },
  defaults: { ActionsEnabled: true, TreatMissingData: 'missing' },
  async read({ physicalId }, live) {
    const alarm = (await alarmsOf(live)).get(physicalId);
    if (!alarm) return missing('there is no such alarm');
    return {
      kind: 'read',
      properties: {
        ActionsEnabled: alarm.ActionsEnabled,
        AlarmActions: alarm.AlarmActions,
        AlarmDescription: alarm.AlarmDescription,
        AlarmName: alarm.AlarmName,
        ComparisonOperator: alarm.ComparisonOperator,
        DatapointsToAlarm: alarm.DatapointsToAlarm,
        Dimensions: alarm.Dimensions,
        EvaluateLowSampleCountPercentile: alarm.EvaluateLowSampleCountPercentile,
        EvaluationPeriods: alarm.EvaluationPeriods,
        ExtendedStatistic: alarm.ExtendedStatistic,
        InsufficientDataActions: alarm.InsufficientDataActions,
        MetricName: alarm.MetricName,
        Metrics: alarm.Metrics,
        Namespace: alarm.Namespace,
        OKActions: alarm.OKActions,
        Period: alarm.Period,
        Statistic: alarm.Statistic,
        Threshold: alarm.Threshold,
        ThresholdMetricId: alarm.ThresholdMetricId,
        TreatMissingData: alarm.TreatMissingData,
        Unit: alarm.Unit,
      },
    };
  },
};

function alarmsOf(live: Live): Promise<ReadonlyMap<string, MetricAlarm>> {
  return live.once('alarms', async () => {
    const all = await Promise.all(
      pieces(live.ids('AWS::CloudWatch::Alarm'), 100).map((AlarmNames) =>
        pages(async (NextToken) => {
          const page = await live.clients.cloudwatch.send(
            new DescribeAlarmsCommand({ AlarmNames, NextToken, MaxRecords: 100 }),
          );
          return { items: page.MetricAlarms, next: page.NextToken };
        }),
      ),
    );
    return new Map(all.flat().map((alarm) => [alarm.AlarmName ?? '', alarm]));
  });
}
