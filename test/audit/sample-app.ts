import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { auditApp, type AuditOptions } from '../../audit/audit';
import type { AuditResult } from '../../audit/result';

export const DATE = '2027-01-15';

/** An app without a stack, whose assembly goes to a folder of its own. */
export function sampleApp(): App {
  return new App({
    analyticsReporting: false,
    outdir: mkdtempSync(join(tmpdir(), 'rampart-audit-')),
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
}

export function sampleStack(app: App, id = 'Sample', account = '111122223333', region = 'eu-central-1'): Stack {
  return new Stack(app, id, { env: { account, region } });
}

/** A key and a log group that no pack objects to. */
export function addGood(stack: Stack): kms.Key {
  const key = new kms.Key(stack, 'Key', { enableKeyRotation: true });
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
    }),
  );
  new logs.LogGroup(stack, 'Log', { encryptionKey: key, retention: logs.RetentionDays.ONE_YEAR });
  return key;
}

/** What the packs and Control Tower find on a bucket without anything: all of it, and in the ledger's order. */
export const BARE_BUCKET = [
  ...['S1', 'S10'].map((id) => `AwsSolutions-${id}`),
  ...['1', '10', '11', '2', '3', '4', '5', '6', '9'].map((id) => `ControlTower-CT.S3.PR.${id}`),
  ...['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].flatMap((pack) =>
    [
      'S3BucketLoggingEnabled',
      'S3BucketPublicReadProhibited',
      'S3BucketPublicWriteProhibited',
      'S3BucketReplicationEnabled',
      'S3BucketSSLRequestsOnly',
      'S3BucketVersioningEnabled',
      'S3DefaultEncryptionKMS',
    ].map((id) => `${pack}-${id}`),
  ),
  'Proof-ClassKeys[Sample/Bare]',
  ...['TLS before 1.2', 'plain HTTP'].map((what) => `Proof-StandingRefusals[Sample/Bare: ${what}]`),
  ...['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets', 'versions'].map(
    (what) => `Proof-StoreSettings[Sample/Bare: ${what}]`,
  ),
];

/** A bucket without anything. */
export function addBad(stack: Stack, id = 'Bare'): CfnBucket {
  return new CfnBucket(stack, id);
}

/** Synthesizes and audits; CDK's own validation only where a test asks for it, since it takes seconds to start. */
export async function auditOf(app: App, options: Partial<AuditOptions> = {}): Promise<AuditResult> {
  return auditApp({ app, assembly: app.synth(), date: DATE, validateTemplates: false, ...options });
}

export function discardApp(app: App): void {
  rmSync(app.outdir, { recursive: true, force: true });
}
