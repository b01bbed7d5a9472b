import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { LIVE_READS } from '../../contract/live-reads';
import { DEPLOYED_PREFIX, VERIFICATIONS_PREFIX } from '../../contract/live-verification';
import type { AcceptedWildcard } from '../identity/stage-role';

/** What a verification reads and writes besides the settings of the account. */
export interface VerificationPlaces {
  readonly bucketName: string;
  readonly evidenceKeyArn: string;
  readonly topicArn: string;
  /** ARN of the key that encrypts what is published to the topic. */
  readonly topicKeyArn: string;
}

const SETTINGS =
  'most reads of settings know no resource, and what is meant to be there can have any name; every action on * is a read or a list, which a test proves';
const ASSETS =
  "the zips of the CDK's bootstrap, whose names are hashes: what a function runs is held against them, and they hold no data";
const API_PARTS =
  "settings of REST APIs, whose ids API Gateway makes up; the action is API Gateway's read, on these paths only";
const DEPLOYED = 'the evidence of what was deployed, whose files the deployment names; this role only reads it';
const RESULTS = 'results of this function, named by time; the role cannot read them, remove them or loosen their lock';

/** All that the function's code may do: read settings as its readers declare, read what was meant, keep the result, and tell people. */
export function verificationStatements(scope: Construct, places: VerificationPlaces): PolicyStatement[] {
  const { region } = Stack.of(scope);
  const bucketArn = bucketArnOf(scope, places);
  return [
    ...reads(scope).map(({ resources, actions }) => new PolicyStatement({ actions: [...actions], resources })),
    new PolicyStatement({
      sid: 'ReadWhatIsMeant',
      actions: ['s3:GetObject'],
      resources: [`${bucketArn}/${DEPLOYED_PREFIX}*`],
    }),
    new PolicyStatement({
      sid: 'ListWhatIsMeant',
      actions: ['s3:ListBucket'],
      resources: [bucketArn],
      conditions: { StringLike: { 's3:prefix': `${DEPLOYED_PREFIX}*` } },
    }),
    new PolicyStatement({
      sid: 'KeepResults',
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/${VERIFICATIONS_PREFIX}*`],
    }),
    new PolicyStatement({
      sid: 'UseEvidenceKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [places.evidenceKeyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': `s3.${region}.amazonaws.com`,
          'kms:EncryptionContext:aws:s3:arn': bucketArn,
        },
      },
    }),
    new PolicyStatement({ sid: 'Tell', actions: ['sns:Publish'], resources: [places.topicArn] }),
    new PolicyStatement({
      sid: 'EncryptWhatIsTold',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [places.topicKeyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sns.${region}.amazonaws.com` } },
    }),
  ];
}

/** The wildcards among their resources, each with the fact that makes it acceptable. */
export function verificationWildcards(scope: Construct, places: VerificationPlaces): AcceptedWildcard[] {
  const bucketArn = bucketArnOf(scope, places);
  return [
    ...reads(scope)
      .flatMap(({ resources }) => resources)
      .filter((resource) => resource.slice(1).includes('*') || resource === '*')
      .map((resource) => ({ resource, reason: reasonOf(resource) })),
    { resource: `${bucketArn}/${DEPLOYED_PREFIX}*`, reason: DEPLOYED },
    { resource: `${bucketArn}/${VERIFICATIONS_PREFIX}*`, reason: RESULTS },
  ];
}

export function bucketArnOf(scope: Construct, { bucketName }: Pick<VerificationPlaces, 'bucketName'>): string {
  return `arn:${Stack.of(scope).partition}:s3:::${bucketName}`;
}

/** The readers' own declaration, in this partition. */
function reads(scope: Construct): { readonly resources: string[]; readonly actions: readonly string[] }[] {
  const { partition } = Stack.of(scope);
  return LIVE_READS.map(({ resources, actions }) => ({
    resources: resources.map((resource) => resource.replace(/^arn:\*:/, `arn:${partition}:`)),
    actions,
  }));
}

function reasonOf(resource: string): string {
  if (resource === '*') return SETTINGS;
  return resource.includes(':apigateway:') ? API_PARTS : ASSETS;
}
