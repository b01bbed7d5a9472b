import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';
import { READ_ACTIONS, TAG_ACTIONS } from '../vault/object-actions';

const REMOVE = [
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
];
const WEAKEN = [
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
];

/** Lets the named roles list and read. The account is the principal, so that the policy outlives a role that is made anew. */
export function readers(bucketArn: string, readerArns: readonly string[]): PolicyStatement[] {
  return [...new Set(readerArns)].sort().map(
    (arn) =>
      new PolicyStatement({
        principals: [new AccountPrincipal(accountOf(arn))],
        actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket'],
        resources: [bucketArn, `${bucketArn}/*`],
        conditions: { ArnEquals: { 'aws:PrincipalArn': arn } },
      }),
  );
}

/** Denies reading to everyone but the named roles, whatever another policy allows. */
export function closeReading(bucketArn: string, readerArns: readonly string[]): PolicyStatement {
  return deny('DenyReadExceptAuditors', READ_ACTIONS, [`${bucketArn}/*`], exceptFor([...readerArns].sort()));
}

/** Denies writing to people and roles: what lies here was delivered by AWS services alone. */
export function closeWriting(bucketArn: string): PolicyStatement {
  return deny('DenyWriteExceptServices', ['s3:PutObject', ...TAG_ACTIONS], [`${bucketArn}/*`], {
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  });
}

/** Denies removal, and what would allow it sooner, to everyone but break-glass. */
export function closeRemoval(bucketArn: string, breakGlassArn: string): PolicyStatement {
  return deny('DenyRemovalExceptBreakGlass', REMOVE, [`${bucketArn}/*`], exceptFor([breakGlassArn]));
}

/**
 * Denies loosening the bucket itself to everyone but break-glass and the deployment, which must be able to change its own template.
 * That a deployment does not loosen it is shown by the audit of the template; that nobody else takes its role is a matter of an SCP.
 */
export function closeWeakening(bucketArn: string, breakGlassArn: string, deploymentRoleArn: string): PolicyStatement {
  return deny('DenyWeakeningExceptDeployment', WEAKEN, [bucketArn], exceptFor([breakGlassArn, deploymentRoleArn]));
}

/** Denies objects under another key, and objects that ask for another kind of encryption; those that ask for none get the bucket's key. */
export function closeEncryption(bucketArn: string, keyArn: string, exempt: string): PolicyStatement[] {
  const otherThan = (header: string, wanted: string): Record<string, unknown> => ({
    StringNotEquals: { [header]: wanted },
    Null: { [header]: 'false' },
  });
  return [
    new PolicyStatement({
      sid: 'DenyOtherEncryption',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      notResources: [bucketArn, exempt],
      conditions: otherThan('s3:x-amz-server-side-encryption', 'aws:kms'),
    }),
    deny(
      'DenyOtherKey',
      ['s3:PutObject'],
      [`${bucketArn}/*`],
      otherThan('s3:x-amz-server-side-encryption-aws-kms-key-id', keyArn),
    ),
  ];
}

function exceptFor(arns: readonly string[]): Record<string, unknown> {
  return arns.length === 0 ? {} : { ArnNotEquals: { 'aws:PrincipalArn': arns } };
}

function deny(
  sid: string,
  actions: string[],
  resources: string[],
  conditions: Record<string, unknown>,
): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions,
    resources,
    conditions,
  });
}
