import {
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  DescribeResourcePoliciesCommand,
  DescribeSubscriptionFiltersCommand,
  type MetricFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import { capitals, gather, missing, pages, text, type Live, type Reader } from '../reader';
import type { Extra } from '../verdict';

const GONE = ['ResourceNotFoundException'];

export const LOG_GROUPS: Reader = {
  types: ['AWS::Logs::LogGroup'],
  calls: {
    'logs:DescribeLogGroups': ['logs:DescribeLogGroups'],
    'logs:DescribeSubscriptionFilters': ['logs:DescribeSubscriptionFilters'],
  },
  defaults: { LogGroupClass: 'STANDARD' },
  async read({ physicalId: logGroupName, properties: meant }, live) {
    const { logs } = live.clients;
    const parts: Extra[] = [];
    const found = await gather(
      [
        {
          of: ['KmsKeyId', 'LogGroupClass', 'LogGroupName', 'RetentionInDays'],
          read: async () => {
            const all = await groupsBeside(live, logGroupName);
            const group = all.get(logGroupName);
            if (!group) throw Object.assign(new Error('not listed'), { name: 'ResourceNotFoundException' });
            return {
              KmsKeyId: group.kmsKeyId,
              LogGroupClass: group.logGroupClass,
              LogGroupName: 'LogGroupName' in meant ? logGroupName : undefined,
              RetentionInDays: group.retentionInDays,
            };
          },
        },
        {
          of: ['(subscriptions)'],
          read: async () => {
            const filters = await pages(async (nextToken) => {
              const page = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName, nextToken }));
              return { items: page.subscriptionFilters, next: page.nextToken };
            });
            for (const { filterName = '', destinationArn = '' } of filters) {
              parts.push({
                kind: 'subscription',
                id: filterName,
                detail: `what is logged goes on to ${destinationArn}`,
              });
            }
            return {};
          },
        },
      ],
      GONE,
    );
    return found.kind === 'read' ? { ...found, parts } : found;
  },
  settle({ physicalId }, { properties, parts = [] }, beside) {
    const { '(subscriptions)': _subscriptions, ...rest } = properties;
    const meant = beside
      .ofType('AWS::Logs::SubscriptionFilter')
      .filter(({ properties: filter }) => filter['LogGroupName'] === physicalId)
      .map(({ physicalId: id }) => id);
    return { properties: rest, extras: parts.filter(({ id }) => !meant.includes(id)) };
  },
};

interface LogGroup {
  readonly kmsKeyId?: string | undefined;
  readonly logGroupClass?: string | undefined;
  readonly retentionInDays?: number | undefined;
}

/** Groups whose names begin alike are listed together, by what all of them begin with. */
function groupsBeside(live: Live, name: string): Promise<ReadonlyMap<string, LogGroup>> {
  const alike = live.ids('AWS::Logs::LogGroup').filter((other) => other.startsWith(name.slice(0, ALIKE)));
  const prefix = alike.reduce(commonStart, name);
  return live.once(`log groups ${prefix}`, async () => {
    const all = await pages(async (nextToken) => {
      const page = await live.clients.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: prefix, nextToken }),
      );
      return { items: page.logGroups, next: page.nextToken };
    });
    return new Map(all.map((group) => [group.logGroupName ?? '', group]));
  });
}

/** As long as `/aws/lambda/`, so that functions' groups are listed by what follows it. */
const ALIKE = 13;

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

export const METRIC_FILTERS: Reader = {
  types: ['AWS::Logs::MetricFilter'],
  calls: { 'logs:DescribeMetricFilters': ['logs:DescribeMetricFilters'] },
  async read({ physicalId, properties }, live) {
    const group = text(properties['LogGroupName']);
    const filter = (await metricFilters(live, group)).find(({ filterName }) => filterName === physicalId);
    if (!filter) return missing('the log group has no such filter');
    return {
      kind: 'read',
      properties: {
        FilterName: filter.filterName,
        FilterPattern: filter.filterPattern,
        LogGroupName: group,
        MetricTransformations: filter.metricTransformations?.map(({ dimensions, ...rest }) => ({
          ...(capitals(rest, 1) as Record<string, unknown>),
          // The service has a map of what templates list.
          ...(dimensions === undefined
            ? {}
            : { Dimensions: Object.entries(dimensions).map(([Key, Value]) => ({ Key, Value })) }),
        })),
      },
    };
  },
};

async function metricFilters(
  { once, clients: { logs } }: Live,
  logGroupName: string,
): Promise<readonly MetricFilter[]> {
  return once(`metric filters of ${logGroupName}`, async () => {
    try {
      return await pages(async (nextToken) => {
        const page = await logs.send(new DescribeMetricFiltersCommand({ logGroupName, nextToken }));
        return { items: page.metricFilters, next: page.nextToken };
      });
    } catch (error) {
      if (GONE.includes((error as Error).name)) return [];
      throw error;
    }
  });
}

export const LOG_RESOURCE_POLICIES: Reader = {
  types: ['AWS::Logs::ResourcePolicy'],
  calls: { 'logs:DescribeResourcePolicies': ['logs:DescribeResourcePolicies'] },
  async read({ physicalId, properties }, live) {
    const all = await live.once('log resource policies', () =>
      pages(async (nextToken) => {
        const page = await live.clients.logs.send(new DescribeResourcePoliciesCommand({ nextToken }));
        return { items: page.resourcePolicies, next: page.nextToken };
      }),
    );
    const name = text(properties['PolicyName']) || physicalId;
    const policy = all.find(({ policyName }) => policyName === name);
    return policy === undefined
      ? missing()
      : { kind: 'read', properties: { PolicyName: policy.policyName, PolicyDocument: policy.policyDocument } };
  },
};
