import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { LIVE_READS, type LiveRead } from '../../contract/live-reads';
import { DEPLOYED_PREFIX, VERIFICATIONS_PREFIX } from '../../contract/live-verification';
import type { AcceptedWildcard } from '../identity/stage-role';

/** What the role may do with the evidence: it reads what was meant, and keeps the result. */
export interface EvidenceAccess {
  readonly statements: PolicyStatement[];
  /** Wildcards among the statements' resources. */
  readonly acceptedWildcards: AcceptedWildcard[];
}

/** Where people are told. */
export interface AlarmPlace {
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

/** What it does with evidence that is encrypted with a key of the same account. */
export function evidenceAccess(scope: Construct, bucketArn: string, evidenceKeyArn: string): EvidenceAccess {
  const { region } = Stack.of(scope);
  const statements = [
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
      resources: [evidenceKeyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': `s3.${region}.amazonaws.com`,
          'kms:EncryptionContext:aws:s3:arn': bucketArn,
        },
      },
    }),
  ];
  return {
    statements,
    acceptedWildcards: [
      { resource: `${bucketArn}/${DEPLOYED_PREFIX}*`, reason: DEPLOYED },
      { resource: `${bucketArn}/${VERIFICATIONS_PREFIX}*`, reason: RESULTS },
    ],
  };
}

/** How it tells people. Without names: under the longest ones of a platform the policy has no room for them. */
export function alarmStatements(scope: Construct, { topicArn, topicKeyArn }: AlarmPlace): PolicyStatement[] {
  const { region } = Stack.of(scope);
  return [
    new PolicyStatement({ actions: ['sns:Publish'], resources: [topicArn] }),
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [topicKeyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sns.${region}.amazonaws.com` } },
    }),
  ];
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
