import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { AcceptedWildcard } from '../identity/stage-role';
import { MAP_LABEL, MAPS_PREFIX, type DataNames } from './data-names';
import type { DataPlaces } from './data-places';
import { throughS3 } from './map-statements';

const DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

export interface RunAccess {
  readonly places: DataPlaces;
  readonly topicArn: string;
  /** Key of the topic. */
  readonly topicKeyArn: string;
}

/** What the state machine may do: call its two functions, read lists of tasks, start its own children, and tell people. */
export function runStatements(scope: Construct, { places, topicArn, topicKeyArn }: RunAccess): PolicyStatement[] {
  const { names, curatedBucketName, curatedKey } = places;
  const { region } = Stack.of(scope);
  const curated = names.bucketArn(curatedBucketName);
  const work = names.bucketArn(names.workBucket);
  return [
    new PolicyStatement({
      sid: 'CallFunctions',
      actions: ['lambda:InvokeFunction'],
      resources: [names.functionArn(names.drive), names.functionArn(names.map)],
    }),
    new PolicyStatement({ sid: 'ReadTaskLists', actions: ['s3:GetObject'], resources: [taskLists(curated)] }),
    new PolicyStatement({
      sid: 'KeepMapResults',
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: [`${work}/${MAPS_PREFIX}*`],
    }),
    throughS3(scope, 'UseKeyThroughS3', curatedKey.keyArn, ['kms:Decrypt', 'kms:GenerateDataKey'], [curated, work]),
    new PolicyStatement({
      sid: 'StartChildren',
      actions: ['states:ListExecutions', 'states:StartExecution'],
      resources: [names.machineArn],
    }),
    new PolicyStatement({
      sid: 'WatchChildren',
      actions: ['states:DescribeExecution', 'states:RedriveExecution', 'states:StopExecution'],
      resources: [children(names)],
    }),
    ...keyStatements(names, curatedKey.keyArn),
    new PolicyStatement({ sid: 'Tell', actions: ['sns:Publish'], resources: [topicArn] }),
    new PolicyStatement({
      sid: 'EncryptWhatIsTold',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [topicKeyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sns.${region}.amazonaws.com` } },
    }),
    new PolicyStatement({
      sid: 'DeliverLogs',
      actions: DELIVERY,
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    }),
  ];
}

/** The wildcards that `runStatements` cannot do without. */
export function runWildcards({ names, curatedBucketName }: DataPlaces): AcceptedWildcard[] {
  return [
    {
      resource: taskLists(names.bucketArn(curatedBucketName)),
      reason: 'lists of tasks, named by hashes of what is in them; the machine reads nothing else of data sets',
    },
    {
      resource: `${names.bucketArn(names.workBucket)}/${MAPS_PREFIX}*`,
      reason: 'results of Distributed Map runs, which Step Functions names by ids of its own; they live for days only',
    },
    {
      resource: children(names),
      reason: 'executions that this machine’s own map started, named by ids of Step Functions',
    },
    {
      resource: '*',
      reason:
        'log deliveries have no resource: the eight actions are what Step Functions checks before it logs, bound to this region; the machine’s definition calls none of them',
    },
  ];
}

/** Use of the key for what the machine remembers, of itself and of its children, and for its logs on their way. */
function keyStatements(names: DataNames, keyArn: string): PolicyStatement[] {
  const actions = ['kms:Decrypt', 'kms:GenerateDataKey'];
  const machines = [names.machineArn, `${names.machineArn}/${MAP_LABEL}`];
  return [
    new PolicyStatement({
      sid: 'RememberEncrypted',
      actions,
      resources: [keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': machines } },
    }),
    new PolicyStatement({
      sid: 'LogEncrypted',
      actions: ['kms:GenerateDataKey'],
      resources: [keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:SourceArn': names.arn('logs', '*') } },
    }),
  ];
}

function taskLists(curatedArn: string): string {
  return `${curatedArn}/datasets/*/pending/*`;
}

function children(names: DataNames): string {
  return names.arn('states', `execution:${names.run}/${MAP_LABEL}:*`);
}
