import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterAlarm } from '../alarms/dead-letter-alarm';
import { acknowledgeBuiltIn } from '../waiver/built-in';

const EVENTS = 'events.amazonaws.com';
const LAST_STOP =
  'this queue is itself the dead-letter queue of an EventBridge rule: nothing consumes it, so no message in it can fail to be consumed';

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

  private makeUndelivered(ruleName: string, { key, topic }: RunFailuresProps): Queue {
    const { account, region, partition } = Stack.of(this);
    const fromRule = {
      StringEquals: { 'aws:SourceAccount': account },
      ArnEquals: { 'aws:SourceArn': `arn:${partition}:events:${region}:${account}:rule/${ruleName}` },
    };
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeepUndeliveredRunFailures',
        principals: [new ServicePrincipal(EVENTS)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: fromRule,
      }),
    );
    const queue = new Queue(this, 'Undelivered', {
      queueName: `${ruleName}-undelivered`,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL },
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(EVENTS)],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: fromRule,
      }),
    );
    for (const rule of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) acknowledgeBuiltIn(queue, rule, LAST_STOP);
    new DeadLetterAlarm(this, 'Lost', {
      alarmName: `${ruleName}-undelivered`,
      description: 'That a run of the data stage did not succeed could not be delivered to the alarm topic',
      queue,
      topic,
    });
    return queue;
  }
}
