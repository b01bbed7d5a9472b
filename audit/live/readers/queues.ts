import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { errorName } from '../failure';
import { lastPart, missing, text, texts, told, type Beside, type Live, type Reader } from '../reader';

const GONE = ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue', 'NonExistentQueue'];
const CALLS = { 'sqs:GetQueueAttributes': ['sqs:GetQueueAttributes'] };

export const QUEUES: Reader = {
  types: ['AWS::SQS::Queue'],
  calls: CALLS,
  defaults: {
    DelaySeconds: 0,
    MessageRetentionPeriod: 345600,
    ReceiveMessageWaitTimeSeconds: 0,
    SqsManagedSseEnabled: true,
    VisibilityTimeout: 30,
  },
  async read({ physicalId, properties: meant }, live) {
    const attributes = await attributesOf(live, physicalId);
    if (!attributes) return missing('there is no such queue');
    return {
      kind: 'read',
      properties: {
        ...told({
          DelaySeconds: attributes['DelaySeconds'],
          MessageRetentionPeriod: attributes['MessageRetentionPeriod'],
          ReceiveMessageWaitTimeSeconds: attributes['ReceiveMessageWaitTimeSeconds'],
          VisibilityTimeout: attributes['VisibilityTimeout'],
        }),
        KmsMasterKeyId: attributes['KmsMasterKeyId'],
        QueueName: 'QueueName' in meant ? lastPart(physicalId) : undefined,
        RedriveAllowPolicy: json(attributes['RedriveAllowPolicy']),
        RedrivePolicy: json(attributes['RedrivePolicy']),
        '(policy)': json(attributes['Policy']),
      },
      attributes: { Arn: attributes['QueueArn'] ?? '' },
    };
  },
  settle({ physicalId }, { properties }, beside) {
    const { '(policy)': policy, ...rest } = properties;
    if (policy === undefined || hasPolicy(beside, physicalId)) return { properties: rest, extras: [] };
    const properties_ = { Queues: [physicalId], PolicyDocument: policy };
    const detail = `a policy that no template has: ${JSON.stringify(policy).slice(0, 300)}`;
    const extra = { kind: 'queue policy', id: lastPart(physicalId), detail, type: 'AWS::SQS::QueuePolicy' };
    return { properties: rest, extras: [{ ...extra, properties: properties_ }] };
  },
};

/** A policy names queues by their addresses; an address ends with the name. */
function hasPolicy(beside: Beside, url: string): boolean {
  return beside
    .ofType('AWS::SQS::QueuePolicy')
    .some(({ properties }) => texts(properties['Queues']).some((one) => lastPart(one) === lastPart(url)));
}

/** The policy of the queues that one resource names. Where they differ, the one that is not as meant is shown. */
export const QUEUE_POLICIES: Reader = {
  types: ['AWS::SQS::QueuePolicy'],
  calls: CALLS,
  onlyInTemplates: ['Queues'],
  async read({ properties }, live) {
    const known = live.ids('AWS::SQS::Queue');
    const documents = await Promise.all(
      texts(properties['Queues']).map(async (named) => {
        const url = known.find((one) => lastPart(one) === lastPart(named)) ?? named;
        return json((await attributesOf(live, url))?.['Policy']);
      }),
    );
    const meant = JSON.stringify(properties['PolicyDocument']);
    if (documents.every((one) => one === undefined)) return missing('the queue has no policy');
    const shown = documents.find((one) => JSON.stringify(one) !== meant);
    return {
      kind: 'read',
      properties: { PolicyDocument: documents.includes(undefined) ? undefined : (shown ?? documents[0]) },
    };
  },
};

function attributesOf({ once, clients: { sqs } }: Live, QueueUrl: string) {
  return once(`queue ${QueueUrl}`, async () => {
    try {
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return Attributes;
    } catch (error) {
      if (GONE.includes(errorName(error))) return undefined;
      throw error;
    }
  });
}

function json(value: string | undefined): unknown {
  return text(value) === '' ? undefined : (JSON.parse(text(value)) as unknown);
}
