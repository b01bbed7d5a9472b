/** What stops, shortens, removes or redirects records, or silences who watches them: by service, as IAM names the actions. */
export const LOG_TAMPERING: readonly string[] = [
  'cloudtrail:StopLogging',
  'cloudtrail:DeleteTrail',
  'cloudtrail:UpdateTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:DeleteEventDataStore',
  'logs:DeleteLogGroup',
  'logs:DeleteLogStream',
  'logs:PutRetentionPolicy',
  'logs:DeleteMetricFilter',
  'logs:DeleteSubscriptionFilter',
  'logs:DisassociateKmsKey',
  'bedrock:PutModelInvocationLoggingConfiguration',
  'bedrock:DeleteModelInvocationLoggingConfiguration',
  'config:StopConfigurationRecorder',
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'guardduty:DeleteDetector',
  'guardduty:UpdateDetector',
  'securityhub:DisableSecurityHub',
  'macie2:DisableMacie',
  'ec2:DeleteFlowLogs',
  'route53resolver:DeleteResolverQueryLogConfig',
  'route53resolver:DisassociateResolverQueryLogConfig',
  'events:DisableRule',
  'events:DeleteRule',
  'events:RemoveTargets',
  'cloudwatch:DeleteAlarms',
  'cloudwatch:DisableAlarmActions',
];

/** The same for the bucket in which records are archived. */
export const ARCHIVE_WEAKENING: readonly string[] = [
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutLifecycleConfiguration',
  's3:PutBucketVersioning',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPublicAccessBlock',
  's3:PutEncryptionConfiguration',
  's3:DeleteBucket',
];

/** And for the objects in it. */
export const RECORD_REMOVAL: readonly string[] = [
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
  's3:BypassGovernanceRetention',
];
