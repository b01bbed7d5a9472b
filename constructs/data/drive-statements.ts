import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { QUARANTINE_PREFIX } from '../../contract/data-stage';
import type { AcceptedWildcard } from '../identity/stage-role';
import type { DataNames } from './data-names';
import { ATHENA_PREFIX } from './data-names';
import type { DataPlaces } from './data-places';
import { datasetsWildcard, listing, throughS3 } from './map-statements';

const DATASETS = 'datasets/';
/** What a run makes anew after a kill, and clears first: what Athena unloads, and the edges between near-duplicates. */
const CLEARED = ['duplicates/', 'edges/'];
const OBJECTS = [
  's3:GetObject',
  's3:PutObject',
  // Athena writes large results in parts.
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
];

/** What the function that drives a run may do: list quarantine, work on data sets and their tables, and sign what came of it. */
export function driveStatements(scope: Construct, places: DataPlaces): PolicyStatement[] {
  const { names, rawBucketName, curatedBucketName, curatedKey, signing } = places;
  const curated = names.bucketArn(curatedBucketName);
  const work = names.bucketArn(names.workBucket);
  return [
    listing('ListQuarantine', [names.bucketArn(rawBucketName)], [QUARANTINE_PREFIX]),
    new PolicyStatement({
      sid: 'ReadAndWriteDatasets',
      actions: OBJECTS,
      resources: [`${curated}/${DATASETS}*`, `${work}/${ATHENA_PREFIX}*`],
    }),
    // In one statement, for a policy has room for 6 KB: neither bucket has anything under the other's prefix.
    listing('ListDatasetsAndResults', [curated, work], [DATASETS, ATHENA_PREFIX]),
    new PolicyStatement({
      sid: 'LocateBuckets',
      actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      resources: [curated, work],
    }),
    new PolicyStatement({ sid: 'ClearIntermediate', actions: ['s3:DeleteObject'], resources: cleared(curated) }),
    throughS3(scope, 'UseCuratedKey', curatedKey.keyArn, ['kms:Decrypt', 'kms:GenerateDataKey'], [curated, work]),
    new PolicyStatement({
      sid: 'Query',
      actions: [
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      resources: [names.workgroupArn],
    }),
    ...tables(names),
    new PolicyStatement({
      sid: 'SignManifests',
      actions: ['kms:Sign'],
      resources: [signing.resource],
      conditions: { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' }, ...signing.conditions },
    }),
    new PolicyStatement({
      sid: 'ReadPublicKey',
      actions: ['kms:GetPublicKey'],
      resources: [signing.resource],
      conditions: signing.conditions,
    }),
  ];
}

/** The wildcards that `driveStatements` cannot do without. */
export function driveWildcards({ names, curatedBucketName, signing }: DataPlaces): AcceptedWildcard[] {
  return [
    ...signing.acceptedWildcards,
    datasetsWildcard(names.bucketArn(curatedBucketName)),
    {
      resource: `${names.bucketArn(names.workBucket)}/${ATHENA_PREFIX}*`,
      reason: "results of Athena's queries, which Athena names; they live for days only",
    },
    ...cleared(names.bucketArn(curatedBucketName)).map((resource) => ({
      resource,
      reason:
        'intermediate results of a run, named by hashes; their earlier versions stay, since no version is deleted',
    })),
    {
      resource: tableArns(names),
      reason: 'tables of this one database, named by step and attempt, which hold nothing beyond a run',
    },
  ];
}

/** Athena looks in Glue's database `default` too, whatever database a statement names. */
function tables(names: DataNames): PolicyStatement[] {
  const database = names.arn('glue', `database/${names.database}`);
  const catalog = names.arn('glue', 'catalog');
  return [
    new PolicyStatement({
      sid: 'ReadDatabase',
      actions: ['glue:GetDatabase'],
      resources: [catalog, database, names.arn('glue', 'database/default')],
    }),
    new PolicyStatement({
      sid: 'MakeAndDropTables',
      actions: [
        'glue:CreateTable',
        'glue:DeleteTable',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
        'glue:UpdateTable',
      ],
      resources: [catalog, database, tableArns(names)],
    }),
  ];
}

function tableArns(names: DataNames): string {
  return names.arn('glue', `table/${names.database}/*`);
}

function cleared(curatedArn: string): string[] {
  return CLEARED.map((part) => `${curatedArn}/${DATASETS}*/runs/*/${part}*`);
}
