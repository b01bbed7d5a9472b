import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeadLetterAlarm } from '../alarms/dead-letter-alarm';
import { DeadLetterQueue, DeadLetterSource } from '../alarms/dead-letter-queue';

export interface RunFailuresProps {
  readonly name: string;
  readonly stateMachineArn: string;
  readonly key: IKey;
  readonly topic: ITopic;
}

/** Tells of every run that did not succeed, also of one whose own last word did not get through; what cannot be delivered is kept. */
export class RunFailures extends Construct {
  public constructor(scope: Construct, id: string, props: RunFailuresProps) {
    super(scope, id);
    const { name, stateMachineArn, topic } = props;
    const ruleName = `${name}-data-run-failures`;
    const undelivered = this.makeUndelivered(ruleName, props);
    new CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'A run of the data stage did not succeed',
      state: 'ENABLED',
      eventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [
        {
          id: 'Topic',
          arn: topic.topicArn,
          deadLetterConfig: { arn: undelivered.queueArn },
          // Neither input nor error: they name objects, and an error's text may quote data.
          inputTransformer: {
            inputPathsMap: { execution: '$.detail.executionArn', status: '$.detail.status', time: '$.time' },
            inputTemplate: '{"source":"data stage","execution":<execution>,"status":<status>,"time":<time>}',
          },
        },
      ],
    });
  }

  private makeUndelivered(ruleName: string, { key, topic }: RunFailuresProps): DeadLetterQueue {
    const queueName = `${ruleName}-undelivered`;
    const queue = new DeadLetterQueue(this, 'Undelivered', { queueName, key, source: DeadLetterSource.RULE });
    queue.takeFromRules('KeepUndeliveredRunFailures', ruleName);
    new DeadLetterAlarm(this, 'Lost', {
      alarmName: queueName,
      description: 'That a run of the data stage did not succeed could not be delivered to the alarm topic',
      queue,
      topic,
    });
    return queue;
  }
}
