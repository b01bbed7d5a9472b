/** What a trail must not show without somebody hearing of it. */
export interface TrailAlarm {
  /** Names metric filter, metric and alarm: `NAME-trail-ID`. */
  readonly id: string;
  readonly description: string;
  /** A CloudWatch Logs filter pattern over one CloudTrail event. At most 1024 characters. */
  readonly pattern: string;
}

const isOneOf = (names: string[]): string => `(${names.map((name) => `($.eventName = "${name}")`).join(' || ')})`;
const from = (service: string, ...names: string[]): string =>
  `{ ($.eventSource = "${service}.amazonaws.com") && ${isOneOf(names)} }`;

/**
 * The alarms of a platform: what CIS asks for, what would blind or unlock this platform, and the break-glass role.
 *
 * @param breakGlassRoleName the role's name, without path
 */
export function trailAlarms(breakGlassRoleName: string): TrailAlarm[] {
  return [
    {
      id: 'root-use',
      description: 'The root user did something',
      pattern:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    },
    {
      id: 'break-glass',
      description: 'Somebody took, or tried to take, the break-glass role',
      pattern: `{ ($.eventSource = "sts.amazonaws.com") && ($.eventName = "AssumeRole*") && ($.requestParameters.roleArn = "*/${breakGlassRoleName}") }`,
    },
    {
      id: 'sign-in-without-mfa',
      description: 'A user signed in without a second factor',
      pattern:
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    },
    {
      id: 'key-disabled',
      description: 'A key was disabled, scheduled for deletion, or given another policy',
      pattern: from('kms', 'DisableKey', 'DisableKeyRotation', 'PutKeyPolicy', 'ScheduleKeyDeletion'),
    },
    {
      id: 'trail-changed',
      description: 'A trail was stopped or changed',
      pattern: from(
        'cloudtrail',
        'CreateTrail',
        'DeleteTrail',
        'PutEventSelectors',
        'PutInsightSelectors',
        'StartLogging',
        'StopLogging',
        'UpdateTrail',
      ),
    },
    {
      id: 'detection-changed',
      description: 'A detective service was stopped or loosened',
      pattern: `{ ${isOneOf([
        'DeleteConfigurationRecorder',
        'DeleteDeliveryChannel',
        'DeleteDetector',
        'DisableMacie',
        'DisableSecurityHub',
        'PutConfigurationRecorder',
        'PutDeliveryChannel',
        'StopConfigurationRecorder',
        'StopMonitoringMembers',
        'UpdateDetector',
      ])} }`,
    },
    {
      id: 'log-group-changed',
      description: 'A log group, its retention, or what watches it was removed or changed',
      pattern: from(
        'logs',
        'DeleteLogGroup',
        'DeleteLogStream',
        'DeleteMetricFilter',
        'DeleteRetentionPolicy',
        'DisassociateKmsKey',
        'PutRetentionPolicy',
      ),
    },
    {
      id: 'bucket-changed',
      description: "A bucket's policy, lock, encryption, lifecycle or public access was changed",
      pattern: from(
        's3',
        'DeleteBucket*',
        'PutAccountPublicAccessBlock',
        'PutBucketAcl',
        'PutBucketCors',
        'PutBucketEncryption',
        'PutBucketLifecycle*',
        'PutBucketLogging',
        'PutBucketObjectLockConfiguration',
        'PutBucketPolicy',
        'PutBucketPublicAccessBlock',
        'PutBucketReplication',
        'PutBucketVersioning',
        'PutObjectLockConfiguration',
      ),
    },
    {
      id: 'iam-changed',
      description: 'A policy or the trust of a role was changed',
      pattern: from(
        'iam',
        'AttachGroupPolicy',
        'AttachRolePolicy',
        'AttachUserPolicy',
        'CreatePolicy*',
        'DeleteGroupPolicy',
        'DeletePolicy*',
        'DeleteRolePermissionsBoundary',
        'DeleteRolePolicy',
        'DeleteUserPolicy',
        'DetachGroupPolicy',
        'DetachRolePolicy',
        'DetachUserPolicy',
        'PutGroupPolicy',
        'PutRolePermissionsBoundary',
        'PutRolePolicy',
        'PutUserPolicy',
        'SetDefaultPolicyVersion',
        'UpdateAssumeRolePolicy',
      ),
    },
    {
      id: 'guardrail-changed',
      description: 'A guardrail, or its enforcement, was changed or removed',
      pattern: from(
        'bedrock',
        'DeleteEnforcedGuardrailConfiguration',
        'DeleteGuardrail*',
        'PutEnforcedGuardrailConfiguration',
        'UpdateGuardrail*',
      ),
    },
    {
      id: 'invocation-logging-changed',
      description: 'Logging of model invocations was changed or switched off',
      pattern: from('bedrock', 'DeleteModelInvocationLoggingConfiguration', 'PutModelInvocationLoggingConfiguration'),
    },
    {
      id: 'security-group-changed',
      description: 'A security group was changed',
      pattern: from(
        'ec2',
        'AuthorizeSecurityGroup*',
        'CreateSecurityGroup',
        'DeleteSecurityGroup',
        'ModifySecurityGroupRules',
        'RevokeSecurityGroup*',
      ),
    },
    {
      id: 'network-changed',
      description: 'A way into or out of a network was made or changed: gateway, route, peering, endpoint, network ACL',
      pattern: from(
        'ec2',
        'AcceptVpcPeeringConnection',
        'AssociateRouteTable',
        'AttachInternetGateway',
        'AttachVpnGateway',
        'CreateEgressOnlyInternetGateway',
        'CreateInternetGateway',
        'CreateNatGateway',
        'CreateNetworkAcl*',
        'CreateRoute*',
        'CreateTransitGateway*',
        'CreateVpcBlockPublicAccess*',
        'CreateVpcEndpoint*',
        'CreateVpcPeeringConnection',
        'DeleteFlowLogs',
        'DeleteNetworkAcl*',
        'DeleteRoute*',
        'DeleteVpcBlockPublicAccess*',
        'DeleteVpcEndpoint*',
        'DisassociateRouteTable',
        'ModifyVpc*',
        'ReplaceNetworkAcl*',
        'ReplaceRoute*',
      ),
    },
  ];
}
