import type { LogEvent } from './filter-pattern';

/** An event of CloudTrail that somebody must hear of. */
export interface TellingEvent {
  readonly what: string;
  readonly event: LogEvent;
}

const ROLE = { type: 'AssumedRole' } as const;

function call(service: string, eventName: string): TellingEvent {
  const event = { eventSource: `${service}.amazonaws.com`, eventName, userIdentity: ROLE, eventType: 'AwsApiCall' };
  return { what: `${service}:${eventName}`, event };
}

/**
 * One or a few of each kind: CIS AWS Foundations 4.1 to 4.15 and what it does not know, the safeguards of models.
 * A filter that sees one of a kind may miss another; so those that undo most are all here.
 */
export const TELLING_EVENTS: readonly TellingEvent[] = [
  {
    what: 'use of the root user',
    event: {
      eventName: 'CreateUser',
      eventSource: 'iam.amazonaws.com',
      userIdentity: { type: 'Root' },
      eventType: 'AwsApiCall',
    },
  },
  {
    what: 'sign-in without a second factor',
    event: {
      eventName: 'ConsoleLogin',
      eventSource: 'signin.amazonaws.com',
      eventType: 'AwsConsoleSignIn',
      userIdentity: { type: 'IAMUser' },
      additionalEventData: { MFAUsed: 'No' },
      responseElements: { ConsoleLogin: 'Success' },
    },
  },
  ...['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'].map((name) => call('cloudtrail', name)),
  ...['DisableKey', 'ScheduleKeyDeletion'].map((name) => call('kms', name)),
  call('guardduty', 'DeleteDetector'),
  call('macie2', 'DisableMacie'),
  call('securityhub', 'DisableSecurityHub'),
  call('config', 'StopConfigurationRecorder'),
  ...['DeleteLogGroup', 'DeleteMetricFilter', 'PutRetentionPolicy'].map((name) => call('logs', name)),
  ...['PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketPublicAccessBlock', 'PutBucketLifecycle', 'PutBucketAcl'].map(
    (name) => call('s3', name),
  ),
  ...[
    'AttachRolePolicy',
    'PutRolePolicy',
    'CreatePolicyVersion',
    'UpdateAssumeRolePolicy',
    'DeleteRolePermissionsBoundary',
  ].map((name) => call('iam', name)),
  ...[
    'DeleteGuardrail',
    'UpdateGuardrail',
    'PutModelInvocationLoggingConfiguration',
    'DeleteModelInvocationLoggingConfiguration',
  ].map((name) => call('bedrock', name)),
  ...[
    'AuthorizeSecurityGroupIngress',
    'CreateInternetGateway',
    'CreateRoute',
    'CreateNatGateway',
    'DeleteVpcEndpoints',
    'DeleteFlowLogs',
  ].map((name) => call('ec2', name)),
];

/** What happens all day, and would bury the rest if a filter counted it. */
export const ORDINARY_EVENT: LogEvent = {
  eventName: 'DescribeInstances',
  eventSource: 'ec2.amazonaws.com',
  eventType: 'AwsApiCall',
  userIdentity: ROLE,
};

/** The same of an API's access log. */
export const REFUSED_REQUEST: LogEvent = { status: '429' };
export const ANSWERED_REQUEST: LogEvent = { status: '200' };
