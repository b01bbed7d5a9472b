import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledgeBuiltIn } from '../waiver/built-in';

const EVENTS = 'events.amazonaws.com';

/** Whose dead letters a queue takes. */
export enum DeadLetterSource {
  FUNCTION = 'a function',
  RULE = 'an EventBridge rule',
  RULES = 'EventBridge rules',
  SCHEDULES = 'schedules',
}

export interface DeadLetterQueueProps {
  readonly queueName: string;
  /** Encrypts what waits in the queue. */
  readonly key: IKey;
  readonly source: DeadLetterSource;
}

/** Where what could not be delivered or handled waits for a person: encrypted, over TLS, for two weeks. Nothing consumes it. */
export class DeadLetterQueue extends Queue {
  private readonly key: IKey;

  public constructor(scope: Construct, id: string, { queueName, key, source }: DeadLetterQueueProps) {
    super(scope, id, {
      queueName,
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy: { redrivePermission: RedrivePermission.ALLOW_ALL },
    });
    this.key = key;
    const lastStop = `this queue is itself the dead-letter queue of ${source}: nothing consumes it, so no message in it can fail to be consumed`;
    // This rule knows a function's dead-letter queue when it sees one, and no other.
    if (source !== DeadLetterSource.FUNCTION) acknowledgeBuiltIn(this, 'AwsSolutions-SQS3', lastStop);
    acknowledgeBuiltIn(this, 'Serverless-SQSRedrivePolicy', lastStop);
  }

  /**
   * Lets EventBridge put in what these rules of the queue's account and region could not deliver, and use the key for it.
   *
   * @param sid of the statement in the key's policy
   */
  public takeFromRules(sid: string, ...ruleNames: string[]): void {
    const { account, region, partition } = Stack.of(this);
    const arns = ruleNames.map((name) => `arn:${partition}:events:${region}:${account}:rule/${name}`);
    const fromRules = {
      StringEquals: { 'aws:SourceAccount': account },
      ArnEquals: { 'aws:SourceArn': arns.length === 1 ? arns[0] : arns },
    };
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(EVENTS)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: fromRules,
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(EVENTS)],
        actions: ['sqs:SendMessage'],
        resources: [this.queueArn],
        conditions: fromRules,
      }),
    );
  }
}
