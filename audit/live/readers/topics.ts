import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, type Subscription } from '@aws-sdk/client-sns';
import { errorName } from '../failure';
import { gather, lastPart, missing, pages, single, text, texts, type Live, type Reader } from '../reader';

const GONE = ['NotFoundException', 'NotFound'];
const ATTRIBUTES = { 'sns:GetTopicAttributes': ['sns:GetTopicAttributes'] };
const SUBSCRIPTIONS = { 'sns:ListSubscriptionsByTopic': ['sns:ListSubscriptionsByTopic'] };

export const TOPICS: Reader = {
  types: ['AWS::SNS::Topic'],
  calls: { ...ATTRIBUTES, ...SUBSCRIPTIONS },
  async read({ physicalId, properties: meant }, live) {
    return gather(
      [
        {
          of: ['DisplayName', 'KmsMasterKeyId', 'TopicName'],
          read: async () => {
            const attributes = await attributesOf(live, physicalId);
            return {
              DisplayName: attributes['DisplayName'],
              KmsMasterKeyId: attributes['KmsMasterKeyId'],
              TopicName: 'TopicName' in meant ? lastPart(physicalId) : undefined,
            };
          },
        },
        { of: ['(subscriptions)'], read: async () => ({ '(subscriptions)': await subscriptionsOf(live, physicalId) }) },
      ],
      GONE,
    );
  },
  settle({ physicalId }, { properties }, beside) {
    const { '(subscriptions)': found, ...rest } = properties;
    const meant = beside.ofType('AWS::SNS::Subscription').filter((one) => one.properties['TopicArn'] === physicalId);
    const isMeant = ({ Endpoint, Protocol }: Subscription): boolean =>
      meant.some((one) => one.properties['Endpoint'] === Endpoint && one.properties['Protocol'] === Protocol);
    const all = (found as readonly Subscription[] | undefined) ?? [];
    return {
      properties: rest,
      extras: all
        .filter((one) => !isMeant(one))
        .map(({ Endpoint = '', Protocol = '' }) => ({
          kind: 'subscription',
          id: `${Protocol}:${Endpoint}`,
          detail: `what is published goes to ${Endpoint} by ${Protocol} too`,
        })),
    };
  },
};

export const TOPIC_POLICIES: Reader = {
  types: ['AWS::SNS::TopicPolicy'],
  calls: ATTRIBUTES,
  onlyInTemplates: ['Topics'],
  read: ({ properties }, live) =>
    single(GONE, async () => {
      const policies = await Promise.all(
        texts(properties['Topics']).map(async (arn) => (await attributesOf(live, arn))['Policy']),
      );
      const meant = JSON.stringify(properties['PolicyDocument']);
      return { PolicyDocument: policies.find((one) => one !== meant) ?? policies[0] };
    }),
};

export const TOPIC_SUBSCRIPTIONS: Reader = {
  types: ['AWS::SNS::Subscription'],
  calls: SUBSCRIPTIONS,
  async read({ properties }, live) {
    const all = await subscriptionsOf(live, text(properties['TopicArn']));
    const found = all.find(
      ({ Endpoint, Protocol }) => Endpoint === properties['Endpoint'] && Protocol === properties['Protocol'],
    );
    if (!found) return missing('the topic has no such subscription');
    return {
      kind: 'read',
      properties: { Endpoint: found.Endpoint, Protocol: found.Protocol, TopicArn: found.TopicArn },
    };
  },
};

function attributesOf({ once, clients: { sns } }: Live, TopicArn: string): Promise<Record<string, string>> {
  return once(`topic ${TopicArn}`, async () => {
    const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    return Attributes;
  });
}

function subscriptionsOf({ once, clients: { sns } }: Live, TopicArn: string): Promise<readonly Subscription[]> {
  return once(`subscriptions of ${TopicArn}`, async () => {
    try {
      return await pages(async (NextToken) => {
        const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
        return { items: page.Subscriptions, next: page.NextToken };
      });
    } catch (error) {
      if (GONE.includes(errorName(error))) return [];
      throw error;
    }
  });
}
