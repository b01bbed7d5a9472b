import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterAlarm } from '../alarms/dead-letter-alarm';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { FINDING_SOURCES, type FindingSource } from './finding-sources';

const EVENTS = 'events.amazonaws.com';
const LAST_STOP =
  'this queue is itself the dead-letter queue of EventBridge rules: nothing consumes it, so no message in it can fail to be consumed';

export interface FindingRoutesProps {
  readonly name: string;
  /** Encrypts findings that could not be delivered. The construct lets EventBridge use it. */
  readonly key: IKey;
  /** Hears of grave findings. Its policy, and its key's, must let EventBridge of this account publish, as `AlarmTopic`'s do. */
  readonly topic: ITopic;
}

/** Sends every grave finding to a topic, whoever runs the service that found it; what cannot be delivered is kept, and raises an alarm. */
export class FindingRoutes extends Construct {
  public constructor(scope: Construct, id: string, props: FindingRoutesProps) {
    super(scope, id);
    const undelivered = this.makeUndelivered(props);
    for (const source of FINDING_SOURCES) this.route(source, props, undelivered);
  }

  private route(source: FindingSource, { name, topic }: FindingRoutesProps, undelivered: Queue): void {
    new CfnRule(this, source.id, {
      name: ruleName(name, source),
      description: source.description,
      eventPattern: source.pattern,
      state: 'ENABLED',
      targets: [
        {
          id: 'Topic',
          arn: topic.topicArn,
          deadLetterConfig: { arn: undelivered.queueArn },
          // Only what identifies the finding: the rest is partly the attacker's text, and may hold personal data.
          inputTransformer: {
            inputPathsMap: { account: '$.account', region: '$.region', time: '$.time', ...source.paths },
            inputTemplate: template(source),
          },
        },
      ],
    });
  }

  private makeUndelivered({ name, key, topic }: FindingRoutesProps): Queue {
    const { account, region, partition } = Stack.of(this);
    const fromRules = {
      StringEquals: { 'aws:SourceAccount': account },
      ArnEquals: {
        'aws:SourceArn': FINDING_SOURCES.map(
          (source) => `arn:${partition}:events:${region}:${account}:rule/${ruleName(name, source)}`,
        ),
      },
    };
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeepUndeliveredFindings',
        principals: [new ServicePrincipal(EVENTS)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: fromRules,
      }),
    );
    const queue = new Queue(this, 'Undelivered', {
      queueName: `${name}-undelivered-findings`,
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
        conditions: fromRules,
      }),
    );
    for (const rule of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy']) acknowledgeBuiltIn(queue, rule, LAST_STOP);
    new DeadLetterAlarm(this, 'Lost', {
      alarmName: `${name}-undelivered-findings`,
      description: 'A grave finding could not be delivered to the alarm topic',
      queue,
      topic,
    });
    return queue;
  }
}

function ruleName(name: string, source: FindingSource): string {
  return `${name}-${source.service}-findings`;
}

/** Values are put in as JSON, quoted and escaped by EventBridge. */
function template({ service, paths }: FindingSource): string {
  const values = ['account', 'region', 'time', ...Object.keys(paths)].map((key) => `"${key}":<${key}>`);
  return `{"source":"${service}",${values.join(',')}}`;
}
