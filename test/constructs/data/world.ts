import type { App, Stack } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AlarmTopic } from '../../../constructs/alarms/alarm-topic';
import { DataPipeline, type DataPipelineProps } from '../../../constructs/data/data-pipeline';
import { DataWatch } from '../../../constructs/data/data-watch';
import { LabelingLoop, type LabelingLoopProps } from '../../../constructs/data/labeling-loop';
import { KeyRing } from '../../../constructs/keys/key-ring';
import { AccessLogBucket } from '../../../constructs/logs/access-log-bucket';
import { DataVault } from '../../../constructs/vault/data-vault';
import { DataClass } from '../../../contract/data-class';
import { testStack } from '../../support/compliance';

export const ORGANIZATION = 'o-a1b2c3d4e5';
export const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
export const bucketName = (dataClass: string): string => `acme-llm-${dataClass}-111122223333-eu-central-1`;

/** Changes of what is made. */
export interface Changes {
  readonly pipeline?: Partial<DataPipelineProps>;
  readonly labels?: Partial<LabelingLoopProps>;
}

/** The data stage with everything that it stands on: keys, vaults with its doors, access logs, a topic. */
export function dataStage({ pipeline: pipelineChanges, labels }: Changes = {}): Stack {
  const stack = testStack();
  const keys = new KeyRing(stack, 'Keys', {
    name: 'acme-llm',
    organizationId: ORGANIZATION,
    dataClasses: [DataClass.RAW, DataClass.CURATED, DataClass.LOG],
    administratorArns: [role('key-administrator')],
    signerArns: [role('acme-llm-data-drive')],
    verifierArns: [role('acme-llm-train')],
  });
  const accessLogs = new AccessLogBucket(stack, 'AccessLogs', {
    name: 'acme-llm',
    organizationId: ORGANIZATION,
    retentionDays: 365,
    readerArns: [role('auditor')],
    breakGlassArn: role('acme-llm-break-glass'),
  });
  const { topic } = new AlarmTopic(stack, 'Alarms', {
    name: 'acme-llm',
    key: keys.key(DataClass.LOG),
    email: 'on-call@example.com',
  });
  const signingKey = keys.signingKey;
  if (!signingKey) throw new Error('no signing key');
  const pipeline = new DataPipeline(stack, 'Pipeline', {
    name: 'acme-llm',
    organizationId: ORGANIZATION,
    network: {
      vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0a1b2c3d4e5f60718',
        availabilityZones: ['eu-central-1a'],
      }),
      subnets: {
        subnets: [
          Subnet.fromSubnetAttributes(stack, 'Subnet', { subnetId: 'subnet-0a1b2c3d4e5f60718', routeTableId: 'r' }),
        ],
      },
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0a1b2c3d4e5f60718', { mutable: false }),
    },
    vpcEndpointIds: ['vpce-0a1b2c3d4e5f60718'],
    rawBucketName: bucketName('raw'),
    rawKey: keys.key(DataClass.RAW),
    curatedBucketName: bucketName('curated'),
    curatedKey: keys.key(DataClass.CURATED),
    signingKey,
    pseudonymKey: new Key(stack, 'Pseudonyms', {
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      pendingWindow: Duration.days(30),
    }),
    logKey: keys.key(DataClass.LOG),
    logRetention: RetentionDays.ONE_YEAR,
    accessLogs: accessLogs.bucket,
    alarmTopic: topic,
    schedules: [{ dataset: 'mails', expression: 'rate(7 days)' }],
    ...pipelineChanges,
  });
  const loop = new LabelingLoop(stack, 'Labels', {
    name: 'acme-llm',
    organizationId: ORGANIZATION,
    dataset: 'mails',
    schema: 'mail-spam@1',
    curatedBucketName: bucketName('curated'),
    curatedKey: keys.key(DataClass.CURATED),
    labelers: [
      { id: 'ada', principalArn: role('people/ada') },
      { id: 'grace', principalArn: role('people/grace') },
    ],
    leadPrincipalArns: [role('people/lead')],
    ...labels,
  });
  new DataWatch(stack, 'Watch', {
    name: 'acme-llm',
    pipeline,
    datasets: ['mails'],
    key: keys.key(DataClass.LOG),
    alarmTopic: topic,
  });
  for (const [dataClass, doors] of [
    [DataClass.RAW, pipeline.rawDoors],
    [DataClass.CURATED, [...pipeline.curatedDoors, ...loop.doors]],
  ] as const) {
    new DataVault(stack, dataClass, {
      bucketName: bucketName(dataClass),
      key: keys.key(dataClass),
      organizationId: ORGANIZATION,
      accessLogs: accessLogs.bucket,
      retention: Duration.days(365),
      doors: [...doors],
    });
  }
  return stack;
}

export function appOf(stack: Stack): App {
  return stack.node.root as App;
}
