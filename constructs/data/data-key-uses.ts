import { Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { boundUse } from '../keys/key-policy';
import { MAP_LABEL } from './data-names';
import type { DataPlaces } from './data-places';

const BOTH = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Adds to the keys' policies what the pipeline's roles need, each bound to service and bucket. An imported key takes no policy. */
export function allowKeyUses(scope: Construct, places: DataPlaces, logKey: IKey): void {
  const { names, rawBucketName, rawKey, curatedBucketName, curatedKey, signing, pseudonymKey } = places;
  const { account, region } = Stack.of(scope);
  const [map, drive, run, schedule] = [names.map, names.drive, names.run, names.schedule].map((name) =>
    names.roleArn(name),
  ) as [string, string, string, string];
  const s3 = `s3.${region}.amazonaws.com`;
  const [curated, work] = [names.bucketArn(curatedBucketName), names.bucketArn(names.workBucket)];
  const add = (key: IKey, ...statements: PolicyStatement[]): void =>
    statements.forEach((statement) => key.addToResourcePolicy(statement));
  const by = (roleArn: string, actions: string[], equals: Record<string, string | string[]>): PolicyStatement =>
    new PolicyStatement({
      principals: [new AccountPrincipal(account)],
      actions,
      resources: ['*'],
      conditions: {
        ArnEquals: { 'aws:PrincipalArn': roleArn },
        ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
      },
    });

  add(rawKey, boundUse(map, ['kms:Decrypt'], s3, names.bucketArn(rawBucketName)));
  add(
    curatedKey,
    boundUse(map, BOTH, s3, curated),
    ...[drive, run].flatMap((role) => [curated, work].map((bucket) => boundUse(role, BOTH, s3, bucket))),
    by(run, BOTH, {
      'kms:EncryptionContext:aws:states:stateMachineArn': [names.machineArn, `${names.machineArn}/${MAP_LABEL}`],
    }),
    by(run, ['kms:GenerateDataKey'], { 'kms:EncryptionContext:SourceArn': names.arn('logs', '*') }),
    // What the machine logs travels encrypted; the delivery decrypts it.
    new PolicyStatement({
      sid: 'DeliverRunLogs',
      principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['kms:Decrypt'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:EncryptionContext:SourceArn': names.arn('logs', '*') } },
    }),
  );
  add(
    logKey,
    boundUse(run, BOTH, `sns.${region}.amazonaws.com`),
    ...['scheduler', 'sqs'].map((service) => boundUse(schedule, BOTH, `${service}.${region}.amazonaws.com`)),
  );
  if (signing.key) {
    add(
      signing.key,
      by(drive, ['kms:Sign'], { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' }),
      by(drive, ['kms:GetPublicKey'], {}),
    );
  }
  if (pseudonymKey) add(pseudonymKey, by(map, ['kms:GenerateMac'], { 'kms:MacAlgorithm': 'HMAC_SHA_256' }));
}
