import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterAlarm } from '../alarms/dead-letter-alarm';
import { DeadLetterQueue, DeadLetterSource } from '../alarms/dead-letter-queue';
import { FINDING_SOURCES, type FindingSource } from './finding-sources';

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

  private route(source: FindingSource, { name, topic }: FindingRoutesProps, undelivered: IQueue): void {
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

  private makeUndelivered({ name, key, topic }: FindingRoutesProps): DeadLetterQueue {
    const queueName = `${name}-undelivered-findings`;
    const queue = new DeadLetterQueue(this, 'Undelivered', { queueName, key, source: DeadLetterSource.RULES });
    queue.takeFromRules('KeepUndeliveredFindings', ...FINDING_SOURCES.map((source) => ruleName(name, source)));
    new DeadLetterAlarm(this, 'Lost', {
      alarmName: queueName,
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
