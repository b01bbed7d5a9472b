import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledgeBuiltIn } from '../waiver/built-in';

/** The services that raise alarms. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'];

export interface AlarmTopicProps {
  /** The platform's name: the topic is `NAME-alarms`. */
  readonly name: string;
  /** Encrypts what is published. The construct lets the publishing services use it. */
  readonly key: IKey;
  /** Who is told. The address gets a mail to confirm. */
  readonly email: string;
}

/** Where every alarm of an account and region goes: encrypted, over TLS, published to by this account's own alarms and rules only. */
export class AlarmTopic extends Construct {
  public readonly topic: Topic;

  public constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const fromHere = { StringEquals: { 'aws:SourceAccount': account } };
    props.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PublishAlarms',
        principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: fromHere,
      }),
    );
    this.topic = new Topic(this, 'Topic', {
      topicName: `${props.name}-alarms`,
      displayName: `${props.name} alarms`,
      masterKey: props.key,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'PublishFromThisAccount',
        principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: fromHere,
      }),
    );
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'DenyWithoutTls',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish', 'sns:Subscribe'],
        resources: [this.topic.topicArn],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    const subscription = this.topic.addSubscription(new EmailSubscription(props.email));
    acknowledgeBuiltIn(
      subscription,
      'Serverless-SNSRedrivePolicy',
      'a mail cannot be redriven: SNS retries it itself, and every alarm stays visible in CloudWatch until it is over',
    );
  }
}
