/** One of AWS Config's managed rules. */
export interface ConformanceRule {
  /** AWS's identifier of the rule. */
  readonly identifier: string;
  /** @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Regions in which Config does not offer the rule. @default - none */
  readonly notIn?: readonly string[];
}

/** Where Config has no rules on SageMaker models, by its developer guide of 2026. */
const WITHOUT_MODEL_RULES = [
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-2',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'mx-central-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

const plain = (...identifiers: string[]): ConformanceRule[] => identifiers.map((identifier) => ({ identifier }));

/** What must stay true of a running platform: the properties that its templates have, watched after the deployment. */
export const CONFORMANCE_RULES: readonly ConformanceRule[] = [
  ...[
    'SAGEMAKER_ENDPOINT_CONFIG_PROD_INSTANCE_COUNT',
    'SAGEMAKER_MODEL_IN_VPC',
    'SAGEMAKER_MODEL_ISOLATION_ENABLED',
  ].map((identifier) => ({ identifier, notIn: WITHOUT_MODEL_RULES })),
  ...plain('SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED', 'SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS'),
  ...plain(
    'S3_BUCKET_ACL_PROHIBITED',
    'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    'S3_BUCKET_SSL_REQUESTS_ONLY',
    'S3_BUCKET_VERSIONING_ENABLED',
    'S3_DEFAULT_ENCRYPTION_KMS',
  ),
  ...plain('CMK_BACKING_KEY_ROTATION_ENABLED', 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION', 'SNS_ENCRYPTED_KMS'),
  ...plain(
    'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
    'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
    'CLOUD_TRAIL_ENABLED',
    'CLOUD_TRAIL_ENCRYPTION_ENABLED',
    'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
    'CLOUDWATCH_LOG_GROUP_ENCRYPTED',
  ),
  { identifier: 'CW_LOGGROUP_RETENTION_PERIOD_CHECK', parameters: { MinRetentionTime: '180' } },
  ...plain(
    'NO_UNRESTRICTED_ROUTE_TO_IGW',
    'SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED',
    'VPC_DEFAULT_SECURITY_GROUP_CLOSED',
    'VPC_FLOW_LOGS_ENABLED',
  ),
  ...plain(
    'IAM_NO_INLINE_POLICY_CHECK',
    'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
    'IAM_ROOT_ACCESS_KEY_CHECK',
    'ROOT_ACCOUNT_MFA_ENABLED',
  ),
  ...plain(
    'API_GW_ASSOCIATED_WITH_WAF',
    'ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED',
    'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
  ),
  ...plain('GUARDDUTY_ENABLED_CENTRALIZED', 'SECURITYHUB_ENABLED'),
];
