import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { AcceptedWildcard } from '../identity/stage-role';

/** Where the labels of a data set are. */
export interface LabelPlace {
  readonly bucketArn: string;
  readonly keyArn: string;
  /** `datasets/NAME/`. */
  readonly dataset: string;
  readonly schema: string;
  readonly region: string;
}

/** A labeller: reads the own tasks, and reads and writes the own journal, which is one object. */
export function labelerStatements(place: LabelPlace, id: string): PolicyStatement[] {
  return [
    new PolicyStatement({ sid: 'ReadOwnTasks', actions: ['s3:GetObject'], resources: [tasksOf(place, id)] }),
    listings('ListOwnTasks', place, [`tasks/${id}/`]),
    new PolicyStatement({
      sid: 'KeepOwnJournal',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${place.bucketArn}/${place.dataset}labels/${place.schema}.${id}.jsonl`],
    }),
    useKey(place),
  ];
}

export function labelerWildcards(place: LabelPlace, id: string): AcceptedWildcard[] {
  return [
    {
      resource: tasksOf(place, id),
      reason: 'the tasks of this one labeller; their names are not known before they are given',
    },
  ];
}

/** Who leads: hands out tasks from what runs found, and reads all answers. */
export function labelLeadStatements(place: LabelPlace): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'HandOutTasks',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [at(place, 'tasks/*')],
    }),
    new PolicyStatement({
      sid: 'ReadAnswersAndRuns',
      actions: ['s3:GetObject'],
      resources: [at(place, 'labels/*'), at(place, 'runs/*')],
    }),
    listings('ListLabelling', place, ['tasks/', 'labels/', 'runs/']),
    useKey(place),
  ];
}

export function labelLeadWildcards(place: LabelPlace): AcceptedWildcard[] {
  return [
    { resource: at(place, 'tasks/*'), reason: 'tasks of this one data set, which this role is there to hand out' },
    {
      resource: at(place, 'labels/*'),
      reason: 'journals of this one data set, one a labeller, which this role only reads',
    },
    {
      resource: at(place, 'runs/*'),
      reason: 'redacted documents of this one data set’s runs, from which tasks are made; this role only reads them',
    },
  ];
}

/** Use of the class's key through S3, for this bucket. */
export function useKey({ keyArn, region, bucketArn }: LabelPlace): PolicyStatement {
  return new PolicyStatement({
    sid: 'UseKey',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `s3.${region}.amazonaws.com`,
        'kms:EncryptionContext:aws:s3:arn': bucketArn,
      },
    },
  });
}

export function listings(sid: string, { bucketArn, dataset }: LabelPlace, parts: string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: ['s3:ListBucket'],
    resources: [bucketArn],
    conditions: { StringLike: { 's3:prefix': parts.map((part) => `${dataset}${part}*`) } },
  });
}

/** ARN of a part of the data set. */
export function at({ bucketArn, dataset }: LabelPlace, part: string): string {
  return `${bucketArn}/${dataset}${part}`;
}

function tasksOf(place: LabelPlace, id: string): string {
  return at(place, `tasks/${id}/*`);
}
