import { CloudWatchClient, DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DeleteMetricFilterCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { AuthorizeSecurityGroupIngressCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DisableRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient, PutRolePolicyCommand, UpdateRoleCommand } from '@aws-sdk/client-iam';
import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { DeletePublicAccessBlockCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Emulator } from '../../test/emulator/emulator';

const ANYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** Changes twelve resources of every fifth cell, and tells what a verification has to say: `stack/logicalId verdict`. */
export async function plantAll(emulator: Emulator, names: readonly string[]): Promise<ReadonlySet<string>> {
  const { access } = emulator;
  const [kms, s3, iam, ec2] = [
    new KMSClient(access),
    new S3Client({ ...access, forcePathStyle: true }),
    new IAMClient(access),
    new EC2Client(access),
  ];
  const [logs, alarms, events, sqs] = [
    new CloudWatchLogsClient(access),
    new CloudWatchClient(access),
    new EventBridgeClient(access),
    new SQSClient({ ...access, useQueueUrlAsEndpoint: false }),
  ];
  const resources = await emulator.resources();
  const planted = new Set<string>();
  for (const name of names.filter((_, index) => index % 5 === 0)) {
    const id = (logicalId: string): string =>
      resources.find((one) => one.stack === name && one.logicalId === logicalId)?.physicalId ?? '';
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    await kms.send(new DisableKeyCommand({ KeyId: id('Key') }));
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket: id('Bucket0') }));
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: id('Bucket1'), VersioningConfiguration: { Status: 'Suspended' } }),
    );
    await iam.send(new UpdateRoleCommand({ RoleName: id('Role0'), MaxSessionDuration: 43_200 }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName: id('Role1'), PolicyName: 'planted', PolicyDocument: ANYTHING }),
    );
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id('Group0'), IpPermissions }));
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: id('Log0'), retentionInDays: 1 }));
    await logs.send(new DeleteMetricFilterCommand({ logGroupName: id('Log1'), filterName: id('Filter1') }));
    await alarms.send(new DeleteAlarmsCommand({ AlarmNames: [id('Alarm0')] }));
    await events.send(new DisableRuleCommand({ Name: id('Rule0') }));
    const Attributes = { MessageRetentionPeriod: '60' };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: id('Queue0'), Attributes }));
    for (const [logicalId, verdict] of SAID) planted.add(`${name}/${logicalId} ${verdict}`);
  }
  return planted;
}

const SAID = [
  ['Key', 'drifted'],
  ['Bucket0', 'drifted'],
  ['Bucket1', 'drifted'],
  ['Role0', 'drifted'],
  ['Role1', 'extra'],
  ['Group0', 'extra'],
  ['Log0', 'drifted'],
  ['Filter1', 'missing'],
  ['Alarm0', 'missing'],
  ['Rule0', 'drifted'],
  ['Queue0', 'drifted'],
] as const;
