import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogPrefix, trailName } from '../../contract/log-archive';
import type { LogSource } from './log-source';

/** One AWS service that delivers logs: where to, and on whose behalf. */
interface Delivery {
  readonly sid: string;
  readonly service: string;
  readonly keys: (source: LogSource) => string[];
  /** @default - the service is documented to say only for which account it acts */
  readonly sourceArn?: (source: LogSource) => string;
  /** What the service looks up before it delivers. @default - the bucket's ACL */
  readonly checks?: string[];
  readonly keyActions: string[];
}

export interface DeliveryProps {
  readonly name: string;
  readonly partition: string;
  readonly bucketArn: string;
  readonly sources: readonly LogSource[];
  /** The archive's own place: Bedrock delivers only within one account and region. */
  readonly home: LogSource;
}

/** What lets AWS services, and nobody else, add to the archive: each its own prefix, on behalf of the known accounts. */
export function deliveryToBucket(props: DeliveryProps): PolicyStatement[] {
  return deliveries(props).flatMap(({ delivery, sources }) => {
    const allow = (sid: string, actions: string[], resources: string[]): PolicyStatement =>
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(delivery.service)],
        actions,
        resources,
        conditions: onBehalfOf(delivery, sources),
      });
    const keys = sources.flatMap((source) => delivery.keys(source)).map((key) => `${props.bucketArn}/${key}`);
    return [
      allow(`${delivery.sid}AclCheck`, delivery.checks ?? ['s3:GetBucketAcl'], [props.bucketArn]),
      allow(`${delivery.sid}Write`, ['s3:PutObject'], unique(keys)),
    ];
  });
}

/** What lets the same services encrypt under the archive's key. */
export function deliveryUnderKey(props: DeliveryProps): PolicyStatement[] {
  return deliveries(props).map(
    ({ delivery, sources }) =>
      new PolicyStatement({
        sid: `${delivery.sid}Encrypt`,
        principals: [new ServicePrincipal(delivery.service)],
        actions: delivery.keyActions,
        resources: ['*'],
        conditions: onBehalfOf(delivery, sources),
      }),
  );
}

function deliveries({ name, partition, sources, home }: DeliveryProps): { delivery: Delivery; sources: LogSource[] }[] {
  const trail: Delivery = {
    sid: 'AWSCloudTrail',
    service: 'cloudtrail.amazonaws.com',
    keys: ({ account }) => [`${LogPrefix.TRAIL}/AWSLogs/${account}/*`],
    sourceArn: ({ account, region }) => `arn:${partition}:cloudtrail:${region}:${account}:trail/${trailName(name)}`,
    keyActions: ['kms:DescribeKey', 'kms:GenerateDataKey'],
  };
  const network: Delivery = {
    sid: 'AWSLogDelivery',
    service: 'delivery.logs.amazonaws.com',
    keys: ({ account }) => [LogPrefix.FLOW, LogPrefix.RESOLVER].map((prefix) => `${prefix}/AWSLogs/${account}/*`),
    sourceArn: ({ account, region }) => `arn:${partition}:logs:${region}:${account}:*`,
    keyActions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
  };
  const invocations: Delivery = {
    sid: 'AmazonBedrockLogs',
    service: 'bedrock.amazonaws.com',
    keys: ({ account }) => [`${LogPrefix.INVOCATION}/AWSLogs/${account}/BedrockModelInvocationLogs/*`],
    sourceArn: ({ account, region }) => `arn:${partition}:bedrock:${region}:${account}:*`,
    keyActions: ['kms:GenerateDataKey'],
  };
  return [
    { delivery: trail, sources: [...sources] },
    { delivery: network, sources: [...sources] },
    { delivery: invocations, sources: [home] },
  ];
}

function onBehalfOf(delivery: Delivery, sources: readonly LogSource[]): Record<string, Record<string, string[]>> {
  return {
    StringEquals: { 'aws:SourceAccount': unique(sources.map(({ account }) => account)) },
    ...(delivery.sourceArn && { ArnLike: { 'aws:SourceArn': unique(sources.map(delivery.sourceArn)) } }),
  };
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}
