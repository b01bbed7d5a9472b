import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { LIVE_READS, type LiveRead } from '../../contract/live-reads';
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
  'what is meant to be there can have any name, and many reads of settings know no resource; every action is a read or a list, which a test proves, and open to this one function only';
const BY_CLOUDFORMATION =
  'reads that CloudFormation sends for this role when it looks for drift; a condition binds them to that';
const ASSETS =
  "the zips of the CDK's bootstrap, whose names are hashes: what a function runs is held against them, and they hold no data";
const API_PARTS =
  "settings of REST APIs, whose ids API Gateway makes up; the action is API Gateway's read, on these paths only";
const DEPLOYED = 'the evidence of what was deployed, whose files the deployment names; this role only reads it';
const RESULTS = 'results of this function, named by time; the role cannot read them, remove them or loosen their lock';

/** What the function asks of the account, as the readers of the verification declare it. */
export function readStatements(scope: Construct, functionName: string): PolicyStatement[] {
  const { account, region, partition } = Stack.of(scope);
  const byFunction = {
    ArnEquals: {
      'lambda:SourceFunctionArn': `arn:${partition}:lambda:${region}:${account}:function:${functionName}`,
    },
  };
  const byCloudFormation = { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } };
  return LIVE_READS.map(
    (read) =>
      new PolicyStatement({
        actions: [...read.actions],
        resources: resourcesOf(scope, read),
        conditions: read.byCloudFormation ? byCloudFormation : byFunction,
      }),
  );
}

/** The wildcards among their resources, each with the fact that makes it acceptable. */
export function readWildcards(scope: Construct): AcceptedWildcard[] {
  const all = LIVE_READS.flatMap((read) =>
    resourcesOf(scope, read).map((resource) => ({ resource, reason: reasonOf(resource) })),
  );
  return all.filter(
    ({ resource }, at) => resource.includes('*') && all.findIndex((one) => one.resource === resource) === at,
  );
}

/** What it does with the answers: it reads what was meant, keeps the result, and tells people. */
export function placeStatements(scope: Construct, places: VerificationPlaces): PolicyStatement[] {
  const { region } = Stack.of(scope);
  const bucketArn = bucketArnOf(scope, places);
  return [
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

export function placeWildcards(scope: Construct, places: VerificationPlaces): AcceptedWildcard[] {
  const bucketArn = bucketArnOf(scope, places);
  return [
    { resource: `${bucketArn}/${DEPLOYED_PREFIX}*`, reason: DEPLOYED },
    { resource: `${bucketArn}/${VERIFICATIONS_PREFIX}*`, reason: RESULTS },
  ];
}

export function bucketArnOf(scope: Construct, { bucketName }: Pick<VerificationPlaces, 'bucketName'>): string {
  return `arn:${Stack.of(scope).partition}:s3:::${bucketName}`;
}

/** In this partition and, where an ARN has an account, in this one. */
function resourcesOf(scope: Construct, { resources }: LiveRead): string[] {
  const { account, partition } = Stack.of(scope);
  return resources.map((resource) =>
    resource
      .replace(/^arn:\*:/, `arn:${partition}:`)
      .replace(/^((?:[^:]*:){4})\*:/, (_, before: string) => `${before}${account}:`),
  );
}

function reasonOf(resource: string): string {
  if (resource === '*') return SETTINGS;
  if (resource.includes(':apigateway:')) return API_PARTS;
  return resource.includes(':s3:') ? ASSETS : BY_CLOUDFORMATION;
}
