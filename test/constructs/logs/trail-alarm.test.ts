import { trailAlarms } from '../../../constructs/logs/trail-alarm';
import { matches } from './filter-pattern';

const ALARMS = trailAlarms('acme-break-glass');
const call = (service: string, eventName: string, more: object = {}): object => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  eventType: 'AwsApiCall',
  userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/deploy/s' },
  ...more,
});
const assume = (eventName: string, role: string): object =>
  call('sts', eventName, { requestParameters: { roleArn: `arn:aws:iam::111122223333:role/${role}` } });
const signIn = (MFAUsed: string, ConsoleLogin = 'Success', type = 'IAMUser'): object =>
  call('signin', 'ConsoleLogin', {
    userIdentity: { type },
    additionalEventData: { MFAUsed },
    responseElements: { ConsoleLogin },
  });
const root = (more: object = {}, type = 'AwsApiCall'): object =>
  call('s3', 'ListBuckets', { userIdentity: { type: 'Root', ...more }, eventType: type });

/** For each alarm: what must raise it, and its nearest neighbours that must not. */
const CASES: Record<string, { raises: object[]; not: object[] }> = {
  'root-use': {
    raises: [root()],
    not: [root({ invokedBy: 'support.amazonaws.com' }), root({}, 'AwsServiceEvent'), call('s3', 'ListBuckets')],
  },
  'break-glass': {
    raises: [
      assume('AssumeRole', 'acme-break-glass'),
      assume('AssumeRoleWithSAML', 'acme-break-glass'),
      assume('AssumeRole', 'people/acme-break-glass'),
    ],
    not: [
      assume('AssumeRole', 'acme-break-glass-reader'),
      assume('AssumeRole', 'not-acme-break-glass'),
      call('sts', 'GetCallerIdentity'),
    ],
  },
  'sign-in-without-mfa': {
    raises: [signIn('No')],
    not: [signIn('Yes'), signIn('No', 'Failure'), signIn('No', 'Success', 'AssumedRole')],
  },
  'key-disabled': {
    raises: ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation'].map((name) =>
      call('kms', name),
    ),
    not: [call('kms', 'Decrypt'), call('kms', 'EnableKey'), call('other', 'DisableKey')],
  },
  'trail-changed': {
    raises: ['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'].map((name) => call('cloudtrail', name)),
    not: [call('cloudtrail', 'GetTrailStatus'), call('cloudtrail', 'LookupEvents')],
  },
  'detection-changed': {
    raises: [
      call('guardduty', 'DeleteDetector'),
      call('config', 'StopConfigurationRecorder'),
      call('securityhub', 'DisableSecurityHub'),
      call('macie2', 'DisableMacie'),
    ],
    not: [call('guardduty', 'GetDetector'), call('config', 'DescribeConfigurationRecorders')],
  },
  'log-group-changed': {
    raises: ['DeleteLogGroup', 'PutRetentionPolicy', 'DeleteMetricFilter'].map((name) => call('logs', name)),
    not: [call('logs', 'CreateLogStream'), call('logs', 'PutMetricFilter')],
  },
  'bucket-changed': {
    raises: [
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'DeleteBucketEncryption',
      'PutBucketLifecycle',
      'PutBucketLifecycleConfiguration',
      'PutBucketObjectLockConfiguration',
      'PutBucketVersioning',
      'PutAccountPublicAccessBlock',
    ].map((name) => call('s3', name)),
    not: [call('s3', 'GetBucketPolicy'), call('s3', 'PutObject'), call('s3', 'CreateBucket')],
  },
  'iam-changed': {
    raises: [
      'PutRolePolicy',
      'AttachRolePolicy',
      'UpdateAssumeRolePolicy',
      'CreatePolicyVersion',
      'DeleteRolePermissionsBoundary',
    ].map((name) => call('iam', name)),
    not: [call('iam', 'GetPolicy'), call('iam', 'ListRoles'), call('iam', 'CreateRole')],
  },
  'guardrail-changed': {
    raises: ['DeleteGuardrail', 'UpdateGuardrail', 'DeleteEnforcedGuardrailConfiguration'].map((name) =>
      call('bedrock', name),
    ),
    not: [
      call('bedrock', 'ApplyGuardrail'),
      call('bedrock', 'GetGuardrail'),
      call('bedrock', 'CreateGuardrailVersion'),
    ],
  },
  'invocation-logging-changed': {
    raises: ['DeleteModelInvocationLoggingConfiguration', 'PutModelInvocationLoggingConfiguration'].map((name) =>
      call('bedrock', name),
    ),
    not: [call('bedrock', 'GetModelInvocationLoggingConfiguration'), call('bedrock', 'InvokeModel')],
  },
  'security-group-changed': {
    raises: [
      'AuthorizeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'ModifySecurityGroupRules',
      'CreateSecurityGroup',
    ].map((name) => call('ec2', name)),
    not: [call('ec2', 'DescribeSecurityGroups')],
  },
  'network-changed': {
    raises: [
      'CreateInternetGateway',
      'AttachInternetGateway',
      'CreateNatGateway',
      'CreateRoute',
      'ReplaceRoute',
      'ReplaceRouteTableAssociation',
      'CreateNetworkAclEntry',
      'ModifyVpcEndpoint',
      'ModifyVpcBlockPublicAccessOptions',
      'AcceptVpcPeeringConnection',
      'DeleteFlowLogs',
    ].map((name) => call('ec2', name)),
    not: ['DescribeRouteTables', 'DescribeVpcEndpoints', 'DescribeNetworkAcls', 'RunInstances'].map((name) =>
      call('ec2', name),
    ),
  },
};

test('every alarm has cases, and no case is for an alarm that does not exist', () => {
  expect(Object.keys(CASES).sort()).toEqual(ALARMS.map(({ id }) => id).sort());
});

describe.each(ALARMS)('$id', ({ id, pattern }) => {
  test.each(CASES[id]!.raises.map((event) => [JSON.stringify(event), event]))('is raised by %s', (_, event) => {
    expect(matches(pattern, event)).toBe(true);
  });
  test.each(CASES[id]!.not.map((event) => [JSON.stringify(event), event]))('is not raised by %s', (_, event) => {
    expect(matches(pattern, event)).toBe(false);
  });
  test('is short enough for CloudWatch Logs', () => {
    expect(pattern.length).toBeLessThanOrEqual(1024);
  });
});

test('an ordinary day raises nothing', () => {
  const day = [
    call('bedrock', 'InvokeModel'),
    call('s3', 'GetObject'),
    call('kms', 'GenerateDataKey'),
    call('sagemaker', 'InvokeEndpoint'),
    assume('AssumeRole', 'acme-train'),
  ];
  expect(ALARMS.filter(({ pattern }) => day.some((event) => matches(pattern, event)))).toEqual([]);
});
