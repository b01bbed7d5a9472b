import { CfnFlowLog, type CfnVPC } from 'aws-cdk-lib/aws-ec2';
import {
  CfnResolverQueryLoggingConfig,
  CfnResolverQueryLoggingConfigAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { LogPrefix } from '../../contract/log-archive';

/** Who talks to whom, and who answered: enough to follow a connection through a rewritten source. */
const FIELDS = [
  'version',
  'account-id',
  'vpc-id',
  'subnet-id',
  'az-id',
  'interface-id',
  'srcaddr',
  'pkt-srcaddr',
  'srcport',
  'dstaddr',
  'pkt-dstaddr',
  'dstport',
  'protocol',
  'tcp-flags',
  'flow-direction',
  'traffic-path',
  'pkt-src-aws-service',
  'pkt-dst-aws-service',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
];

export interface NetworkLogsProps {
  readonly name: string;
  readonly vpc: CfnVPC;
  /** ARN of the log archive's bucket. */
  readonly destination: string;
}

/** Every flow, minute by minute, and every DNS question, delivered to the archive by AWS itself. */
export class NetworkLogs extends Construct {
  public constructor(scope: Construct, id: string, props: NetworkLogsProps) {
    super(scope, id);
    new CfnFlowLog(this, 'Flows', {
      resourceType: 'VPC',
      resourceId: props.vpc.ref,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      logDestinationType: 's3',
      logDestination: `${props.destination}/${LogPrefix.FLOW}/`,
      logFormat: FIELDS.map((field) => `\${${field}}`).join(' '),
      // Not partitioned as Hive has it: the archive lets AWS write below `AWSLogs/ACCOUNT/`, which Hive's keys are not.
      destinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: false, PerHourPartition: true },
      tags: [{ key: 'Name', value: `${props.name}-flows` }],
    });
    const queries = new CfnResolverQueryLoggingConfig(this, 'Queries', {
      name: `${props.name}-queries`,
      destinationArn: `${props.destination}/${LogPrefix.RESOLVER}`,
    });
    new CfnResolverQueryLoggingConfigAssociation(this, 'QueriesOfVpc', {
      resolverQueryLogConfigId: queries.attrId,
      resourceId: props.vpc.ref,
    });
  }
}
