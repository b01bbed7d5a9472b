import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { acknowledge } from '../constructs/waiver/acknowledge';

/** One accepted finding: on one resource, with a fact, an owner and a last day. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Notices', { env: { account: '111122223333', region: 'eu-central-1' } });
  const key = new Key(stack, 'Key', { enableKeyRotation: true });
  const topic = new Topic(stack, 'Topic', { masterKey: key, enforceSSL: true });
  const subscription = topic.addSubscription(new EmailSubscription('press@example.com'));

  acknowledge(subscription, {
    id: 'Serverless-SNSRedrivePolicy',
    reason: 'a mail cannot be redriven, and what is sent here also stands on the status page',
    owner: 'press office',
    expiry: '2027-11-30',
  });
  return app;
}
