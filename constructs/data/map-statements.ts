import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { QUARANTINE_PREFIX } from '../../contract/data-stage';
import type { AcceptedWildcard } from '../identity/stage-role';
import type { DataPlaces } from './data-places';

const DATASETS = 'datasets/';

/** What the function that does one task may do: read what is in quarantine and its tags; read and write data sets. */
export function mapStatements(scope: Construct, places: DataPlaces): PolicyStatement[] {
  const { names, rawBucketName, rawKey, curatedBucketName, curatedKey, pseudonymKey } = places;
  const raw = names.bucketArn(rawBucketName);
  const curated = names.bucketArn(curatedBucketName);
  return [
    new PolicyStatement({
      sid: 'ReadQuarantine',
      actions: ['s3:GetObject', 's3:GetObjectTagging'],
      resources: [`${raw}/${QUARANTINE_PREFIX}*`],
    }),
    throughS3(scope, 'DecryptRaw', rawKey.keyArn, ['kms:Decrypt'], [raw]),
    new PolicyStatement({
      sid: 'ReadAndWriteDatasets',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${curated}/${DATASETS}*`],
    }),
    listing('ListDatasets', [curated], [DATASETS]),
    throughS3(scope, 'UseCuratedKey', curatedKey.keyArn, ['kms:Decrypt', 'kms:GenerateDataKey'], [curated]),
    ...(pseudonymKey
      ? [
          new PolicyStatement({
            sid: 'DerivePseudonyms',
            actions: ['kms:GenerateMac'],
            resources: [pseudonymKey.keyArn],
            conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
          }),
        ]
      : []),
  ];
}

/** The wildcards that `mapStatements` cannot do without. */
export function mapWildcards({ names, rawBucketName, curatedBucketName }: DataPlaces): AcceptedWildcard[] {
  return [
    {
      resource: `${names.bucketArn(rawBucketName)}/${QUARANTINE_PREFIX}*`,
      reason: 'objects in quarantine, which this stage is there to read; their names are not known before they arrive',
    },
    datasetsWildcard(names.bucketArn(curatedBucketName)),
  ];
}

export function datasetsWildcard(curatedArn: string): AcceptedWildcard {
  return {
    resource: `${curatedArn}/${DATASETS}*`,
    reason: 'objects of data sets, which this stage makes; their names carry hashes of what is in them',
  };
}

/** Listing buckets, below these prefixes only. */
export function listing(sid: string, bucketArns: string[], prefixes: string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: ['s3:ListBucket'],
    resources: bucketArns,
    conditions: { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } },
  });
}

/** Use of a key through S3, for these buckets only. */
export function throughS3(
  scope: Construct,
  sid: string,
  keyArn: string,
  actions: string[],
  bucketArns: string[],
): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions,
    resources: [keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `s3.${Stack.of(scope).region}.amazonaws.com`,
        'kms:EncryptionContext:aws:s3:arn': bucketArns,
      },
    },
  });
}
