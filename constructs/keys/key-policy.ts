import { AccountPrincipal, AnyPrincipal, ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { accountOf } from '../../contract/names';

/** All that administering a key takes. None of these reads or writes data under it. */
export const KEY_ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** Administers the key and can use it for nothing: principals that exist before the key does. */
export function administration(administratorArns: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'AdministerButNeverUse',
    principals: administratorArns.map((arn) => new ArnPrincipal(arn)),
    actions: KEY_ADMINISTRATION,
    resources: ['*'],
  });
}

/**
 * Lets the account's root user, and nobody else, mend a key policy that locked everyone out.
 * Without it a lost administrator role would orphan the key; IAM policies gain nothing from it.
 */
export function rootRecovery(account: string, partition: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'RecoverByRootUserOnly',
    principals: [new AccountPrincipal(account)],
    actions: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy'],
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:PrincipalArn': `arn:${partition}:iam::${account}:root` } },
  });
}

/** Lets one role read how a key is set, and use it for nothing. Our keys hand nothing to the account's IAM, so that this is for their own policy to allow. */
export function inspection(roleArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'VerifySettings',
    principals: [new AccountPrincipal(accountOf(roleArn))],
    actions: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants'],
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn } },
  });
}

/** One role's use of a key, only through one service and, where given, only for one bucket's objects. */
export function boundUse(roleArn: string, actions: string[], viaService: string, bucketArn?: string): PolicyStatement {
  return new PolicyStatement({
    principals: [new AccountPrincipal(accountOf(roleArn))],
    actions,
    resources: ['*'],
    conditions: {
      ArnEquals: { 'aws:PrincipalArn': roleArn },
      StringEquals: {
        'kms:ViaService': viaService,
        ...(bucketArn !== undefined && { 'kms:EncryptionContext:aws:s3:arn': bucketArn }),
      },
    },
  });
}

/** Lets the deployment role hand a service the grant it needs to use the key for a resource of its own. */
export function deploymentGrants(deploymentRoleArn: string, viaServices: string[]): PolicyStatement[] {
  const principals = [new ArnPrincipal(deploymentRoleArn)];
  return [
    new PolicyStatement({
      sid: 'GrantToServicesWhenDeploying',
      principals,
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: { 'kms:ViaService': viaServices } },
    }),
    new PolicyStatement({
      sid: 'EncryptSettingsWhenDeploying',
      principals,
      actions: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:ViaService': viaServices } },
    }),
  ];
}

/** Denies every use and every change outside the organisation; AWS services acting for it pass. */
export function organizationOnly(organizationId: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'DenyOutsideOrganisation',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant', 'kms:Sign'],
    resources: ['*'],
    conditions: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  });
}

/** Denies grants that are not for an AWS service: a grant to a principal would be a way around this policy. */
export function grantsForServicesOnly(): PolicyStatement {
  return new PolicyStatement({
    sid: 'DenyGrantsToPrincipals',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
  });
}
