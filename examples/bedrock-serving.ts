import { App, Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { BedrockServing } from '../constructs/serving/bedrock-serving';
import { PiiAction, PiiEntity } from '../constructs/serving/personal-data';

/** A Bedrock model that only one role may call, and only with the pinned guardrail. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Serving', { env: { account: '111122223333', region: 'eu-central-1' } });

  const serving = new BedrockServing(stack, 'Serving', {
    name: 'acme-llm',
    modelId: 'anthropic.claude-sonnet-4-20250514-v1:0',
    conversationKey: Key.fromKeyArn(
      stack,
      'ConversationKey',
      'arn:aws:kms:eu-central-1:111122223333:key/22222222-2222-4222-8222-222222222222',
    ),
    alarmTopic: Topic.fromTopicArn(stack, 'AlarmTopic', 'arn:aws:sns:eu-central-1:111122223333:acme-alarms'),
    content: {
      deniedTopics: [
        {
          name: 'Investment advice',
          definition: 'Recommendations to buy, sell or hold a particular security.',
          examples: ['Which shares should I buy today?'],
        },
      ],
      blockedWords: ['project nightjar'],
      personalData: [{ entity: PiiEntity.NAME, action: PiiAction.ANONYMIZE }],
    },
  });
  serving.grantInvoke(Role.fromRoleArn(stack, 'Gateway', 'arn:aws:iam::111122223333:role/acme-gateway'));
  return app;
}
