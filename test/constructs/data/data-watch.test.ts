import { Match, Template } from 'aws-cdk-lib/assertions';
import { DataWatch } from '../../../constructs/data/data-watch';
import { DataMetric, DATA_METRICS_NAMESPACE } from '../../../contract/data-metrics';
import { example } from '../../../examples/data-watch';
import type { Stack } from 'aws-cdk-lib';
import { gateMetrics } from '../../../stages/data-drive/gate-metrics';

const template = Template.fromStack(example().node.findChild('Watch') as Stack);

type Line = Readonly<Record<string, unknown>>;

interface Transformation {
  readonly MetricName: string;
  readonly MetricNamespace: string;
  readonly MetricValue: string;
  readonly Dimensions: readonly { readonly Key: string; readonly Value: string }[];
}

test('every metric that an alarm watches is one that a filter counts from the driver’s log line, for the same data set', () => {
  const passed = ['labels', 'agreement', 'balance', 'drift', 'over-time'].map((gate) => ({
    gate,
    outcome: 'passed' as const,
    reasons: [],
  }));
  const line = JSON.parse(gateMetrics('mails', passed)) as Line;
  const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map(
    ({ Properties }) => Properties as { FilterPattern: string; MetricTransformations: readonly [Transformation] },
  );
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => Properties as { Namespace: string; MetricName: string; Dimensions: object[] })
    .filter(({ Namespace }) => Namespace === DATA_METRICS_NAMESPACE);
  expect(alarms).toHaveLength(6);
  expect(filters).toHaveLength(6);
  for (const { MetricName, Dimensions } of alarms) {
    const filter = filters.find(({ MetricTransformations: [made] }) => made.MetricName === MetricName);
    expect(filter?.FilterPattern).toBe(`{ $.${MetricName} >= 0 }`);
    expect(filter?.MetricTransformations[0]).toMatchObject({
      MetricNamespace: DATA_METRICS_NAMESPACE,
      MetricValue: `$.${MetricName}`,
      Dimensions: [{ Key: 'DataSet', Value: '$.DataSet' }],
    });
    expect(line[MetricName]).toBe(0);
    expect(Dimensions).toEqual([{ Name: 'DataSet', Value: line['DataSet'] }]);
  }
});

test('a gate that was not evaluated has no value of its own: it is counted, and the run is held', () => {
  const gates = [
    { gate: 'drift', outcome: 'held' as const, reasons: [] },
    { gate: 'agreement', outcome: 'not evaluated' as const, reasons: [] },
    { gate: 'balance', outcome: 'passed' as const, reasons: [] },
  ];
  const line = JSON.parse(gateMetrics('mails', gates)) as Line;
  expect(line).toMatchObject({ PromotionHeld: 1, DriftHeld: 1, BalanceHeld: 0, GatesNotEvaluated: 1 });
  expect(line).not.toHaveProperty('AgreementHeld');
});

test('an alarm of a gate stays as it is between two runs', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: `acme-llm-data-mails-${DataMetric.DRIFT_HELD}`,
    Namespace: DATA_METRICS_NAMESPACE,
    TreatMissingData: 'ignore',
    Threshold: 1,
    AlarmActions: Match.anyValue(),
  });
});

test.each(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'])(
  '%s of the machine raise an alarm',
  (MetricName) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName,
      Namespace: 'AWS/States',
      Dimensions: [
        {
          Name: 'StateMachineArn',
          Value: 'arn:aws:states:eu-central-1:111122223333:stateMachine:acme-llm-data-run',
        },
      ],
    });
  },
);

test('a run that did not succeed is told of without its input and its error, which may quote data', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.states'],
      detail: {
        stateMachineArn: ['arn:aws:states:eu-central-1:111122223333:stateMachine:acme-llm-data-run'],
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
      },
    },
    Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue(), InputTransformer: Match.anyValue() })],
  });
  expect(JSON.stringify(template.findResources('AWS::Events::Rule'))).not.toMatch(/detail\.(input|error|cause)/);
});

test('a page is made only where it is asked for, and a watch over nothing is refused', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  const app = example();
  const stack = app.node.findChild('Watch') as Stack;
  const pipeline = app.node.findChild('Data').node.findChild('Pipeline') as never;
  const rest = {
    name: 'acme-llm',
    pipeline,
    key: stack.node.findChild('LogKey') as never,
    alarmTopic: stack.node.findChild('Alarms') as never,
  };
  expect(() => new DataWatch(stack, 'Nothing', { ...rest, datasets: [] })).toThrow(
    expect.objectContaining({ code: 'NOTHING_WATCHED' }),
  );
  expect(() => new DataWatch(stack, 'Bad', { ...rest, datasets: ['A'] })).toThrow(
    expect.objectContaining({ code: 'DATASET_NAME_INVALID' }),
  );
});
