import { App, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { DataPipeline } from '../constructs/data/data-pipeline';

const HERE = 'eu-central-1:111122223333';

/** The data stage in a network without a way out: one data set, made anew every Monday and compared with a run that people looked at. */
export function example(): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  const stack = new Stack(app, 'Data', { env: { account: '111122223333', region: 'eu-central-1' } });
  const key = (id: string, digit: string) =>
    Key.fromKeyArn(stack, id, `arn:aws:kms:${HERE}:key/11111111-1111-4111-8111-11111111111${digit}`);

  new DataPipeline(stack, 'Pipeline', {
    name: 'acme-llm',
    organizationId: 'o-a1b2c3d4e5',
    network: {
      vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0a1b2c3d4e5f60718',
        availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      }),
      subnets: {
        subnets: ['0a1b2c3d4e5f60718', '0b1c2d3e4f5061728'].map((id) =>
          Subnet.fromSubnetAttributes(stack, `Subnet-${id}`, { subnetId: `subnet-${id}`, routeTableId: `rtb-${id}` }),
        ),
      },
      securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0a1b2c3d4e5f60718', { mutable: false }),
    },
    vpcEndpointIds: ['vpce-0a1b2c3d4e5f60718'],
    rawBucketName: 'acme-llm-raw-111122223333-eu-central-1',
    rawKey: key('RawKey', '1'),
    curatedBucketName: 'acme-llm-curated-111122223333-eu-central-1',
    curatedKey: key('CuratedKey', '2'),
    signingKey: key('SigningKey', '3'),
    pseudonymKey: key('PseudonymKey', '4'),
    logKey: key('LogKey', '5'),
    logRetention: RetentionDays.ONE_YEAR,
    accessLogs: Bucket.fromBucketName(stack, 'AccessLogs', 'acme-llm-access-logs-111122223333-eu-central-1'),
    alarmTopic: Topic.fromTopicArn(stack, 'Alarms', `arn:aws:sns:${HERE}:acme-llm-alarms`),
    schedules: [{ dataset: 'mails', expression: 'cron(0 3 ? * MON *)', baseline: '3f2a9c0e' }],
  });
  return app;
}
