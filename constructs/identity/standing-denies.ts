import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What would let a role widen itself or another, or blind those who watch. Denied whatever else is granted. */
const ESCALATION = [
  'iam:AddRoleToInstanceProfile',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
];
const BLINDING = [
  'bedrock:DeleteModelInvocationLoggingConfiguration',
  'cloudtrail:DeleteTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateTrail',
  'config:StopConfigurationRecorder',
  'guardduty:DeleteDetector',
  'guardduty:UpdateDetector',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'logs:DeleteLogGroup',
  'logs:DeleteRetentionPolicy',
  's3:PutBucketPolicy',
];

/**
 * What no role of the platform may do, whatever it is granted: widen itself or another, blind those who watch, and carry data to
 * what belongs to another organisation.
 *
 * @param tasks actions among them that are the role's own task
 */
export function standingDenies(organizationId: string, tasks: readonly string[] = []): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'NeverWidenNorBlind',
      effect: Effect.DENY,
      actions: [...ESCALATION, ...BLINDING].filter((action) => !tasks.includes(action)),
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'NeverOutsideOrganisation',
      effect: Effect.DENY,
      actions: ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:Sign', 'sts:AssumeRole'],
      resources: ['*'],
      conditions: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': organizationId } },
    }),
  ];
}
