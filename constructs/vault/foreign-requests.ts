import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Denies what comes from outside the organisation; AWS services delivering for it pass. */
export function organizationOnly(bucketArn: string, organizationId: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'DenyOutsideOrganisation',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  });
}

/** Denies objects that ask for another encryption or another key; objects that ask for none get the bucket's own key. */
export function encryptionOnly(bucketArn: string, keyArn: string): PolicyStatement[] {
  const deny = (sid: string, header: string, wanted: string): PolicyStatement =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/*`],
      conditions: { StringNotEquals: { [header]: wanted }, Null: { [header]: 'false' } },
    });
  return [
    deny('DenyOtherEncryption', 's3:x-amz-server-side-encryption', 'aws:kms'),
    deny('DenyOtherKey', 's3:x-amz-server-side-encryption-aws-kms-key-id', keyArn),
  ];
}
