import { Match, Template } from 'aws-cdk-lib/assertions';
import { DataWatch } from '../../../constructs/data/data-watch';
import { DataMetric, DATA_METRICS_NAMESPACE } from '../../../contract/data-metrics';
import { example } from '../../../examples/data-watch';
import type { Stack } from 'aws-cdk-lib';
import { gateMetrics } from '../../../stages/data-drive/gate-metrics';

const template = Template.fromStack(example().node.findChild('Watch') as Stack);

interface Line {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly string[][];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [name: string]: unknown;
}

test('every metric that an alarm watches is one that the driver’s log line makes, under the same name and dimension', () => {
  const passed = ['labels', 'agreement', 'balance', 'drift'].map((gate) => ({
    gate,
    outcome: 'passed' as const,
    reasons: [],
  }));
  const line = JSON.parse(gateMetrics('mails', passed, 17)) as Line;
  const [made] = line._aws.CloudWatchMetrics;
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => Properties as { Namespace: string; MetricName: string; Dimensions: object[] })
    .filter(({ Namespace }) => Namespace === made?.Namespace);
  expect(alarms).toHaveLength(5);
  expect(made?.Dimensions).toEqual([['DataSet']]);
  for (const { MetricName, Dimensions } of alarms) {
    expect(made?.Metrics.map(({ Name }) => Name)).toContain(MetricName);
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
  const line = JSON.parse(gateMetrics('mails', gates, 17)) as Line;
  expect(line).toMatchObject({ PromotionHeld: 1, DriftHeld: 1, BalanceHeld: 0, GatesNotEvaluated: 1 });
  expect(line).not.toHaveProperty('AgreementHeld');
  expect(line._aws.Timestamp).toBe(17);
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
