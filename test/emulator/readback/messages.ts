import { GetSubscriptionAttributesCommand, GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { last, type Clients, type Reading } from './reading';

/** Queues and topics. */
export const MESSAGES: Readonly<Record<string, Reading>> = {
  'AWS::SQS::Queue': {
    read: async (clients, { physicalId }) => ({
      ...(await queue(clients, physicalId)),
      QueueName: last(physicalId, '/'),
    }),
  },
  'AWS::SQS::QueuePolicy': {
    read: async (clients, { properties }) => {
      const [url] = properties['Queues'] as string[];
      return { Queues: [url], PolicyDocument: (await queue(clients, url)).Policy };
    },
  },
  'AWS::SNS::Topic': {
    read: async (clients, { physicalId }) => ({
      ...(await topic(clients, physicalId)),
      TopicName: last(physicalId, ':'),
    }),
  },
  'AWS::SNS::TopicPolicy': {
    read: async (clients, { properties }) => {
      const [arn] = properties['Topics'] as string[];
      return { Topics: [arn], PolicyDocument: (await topic(clients, arn))['Policy'] };
    },
  },
  'AWS::SNS::Subscription': {
    read: async (clients, { physicalId }) => {
      const about = new GetSubscriptionAttributesCommand({ SubscriptionArn: physicalId });
      return (await clients.of(SNSClient).send(about)).Attributes ?? {};
    },
  },
};

async function queue(clients: Clients, QueueUrl: string | undefined) {
  const about = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
  return (await clients.of(SQSClient).send(about)).Attributes ?? {};
}

async function topic(clients: Clients, TopicArn: string | undefined) {
  return (await clients.of(SNSClient).send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};
}
