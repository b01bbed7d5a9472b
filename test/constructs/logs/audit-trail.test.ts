import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AuditTrail, type AuditTrailProps } from '../../../constructs/logs/audit-trail';
import { trailAlarms } from '../../../constructs/logs/trail-alarm';
import { discard, guardFindings, lintFindings, openFindings } from '../../support/compliance';
import { verdict } from './evaluate';
import { ACCOUNT, ARCHIVE, REGION, logStack, statementsOf } from './world';

const CURATED = `arn:aws:s3:::acme-curated-${ACCOUNT}-${REGION}`;
const ACCESS_LOGS = `arn:aws:s3:::acme-access-logs-${ACCOUNT}-${REGION}`;

function trail(change: Partial<AuditTrailProps> = {}) {
  const { stack, key, alarmTopic } = logStack();
  new AuditTrail(stack, 'Trail', {
    name: 'acme',
    archiveBucketName: ARCHIVE.slice('arn:aws:s3:::'.length),
    archiveKeyArn: `arn:aws:kms:${REGION}:444455556666:key/11111111-1111-4111-8111-111111111111`,
    key,
    bucketArns: [CURATED],
    logRetention: RetentionDays.ONE_YEAR,
    breakGlassRoleName: 'acme-break-glass',
    alarmTopic,
    ...change,
  });
  return stack;
}

const stack = trail();
const template = Template.fromStack(stack);

interface FieldSelector {
  readonly Field: string;
  readonly Equals?: string[];
}

function selectors(): FieldSelector[][] {
  const [made] = Object.values(template.findResources('AWS::CloudTrail::Trail')) as {
    Properties: { AdvancedEventSelectors: { FieldSelectors: FieldSelector[] }[] };
  }[];
  return made!.Properties.AdvancedEventSelectors.map(({ FieldSelectors }) => FieldSelectors);
}

test('nothing is open in any pack, nor for Control Tower, nor for cfn-lint', async () => {
  expect(openFindings(stack)).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
  expect((await lintFindings(stack)) ?? []).toEqual([]);
  discard(stack);
});

test('the trail sees all regions, validates its files, encrypts with the key of the archive and reports to the log group', () => {
  template.hasResourceProperties('AWS::CloudTrail::Trail', {
    TrailName: 'acme-trail',
    IsLogging: true,
    IsMultiRegionTrail: true,
    IncludeGlobalServiceEvents: true,
    EnableLogFileValidation: true,
    S3BucketName: ARCHIVE.slice('arn:aws:s3:::'.length),
    S3KeyPrefix: 'trail',
    KMSKeyId: Match.stringLikeRegexp('444455556666'),
    CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrailLogs'), 'Arn'] },
    InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
  });
});

test('all management events are recorded, without exception', () => {
  expect(selectors()).toContainEqual([{ Field: 'eventCategory', Equals: ['Management'] }]);
});

test('reads and writes of the vaults are recorded, and all of the log stores but the deliveries', () => {
  const s3 = selectors().filter((fields) => fields.some(({ Equals }) => Equals?.includes('AWS::S3::Object')));
  expect(s3.map((fields) => fields.slice(2))).toEqual([
    [{ Field: 'resources.ARN', StartsWith: [`${CURATED}/`] }],
    [
      { Field: 'resources.ARN', StartsWith: [`${ACCESS_LOGS}/`, `${ARCHIVE}/`] },
      { Field: 'eventName', NotEquals: ['PutObject'] },
    ],
  ]);
});

test.each(['AWS::Bedrock::Model', 'AWS::Bedrock::Guardrail', 'AWS::Bedrock::AsyncInvoke', 'AWS::SageMaker::Endpoint'])(
  'data events of %s are recorded',
  (type) => {
    expect(selectors()).toContainEqual([
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: [type] },
    ]);
  },
);

test('every alarm reads the log group of the trail and reaches the topic', () => {
  const alarms = trailAlarms('acme-break-glass');
  template.resourceCountIs('AWS::CloudWatch::Alarm', alarms.length);
  for (const { id, pattern } of alarms) {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: pattern,
      LogGroupName: { Ref: Match.stringLikeRegexp('^TrailLogs') },
      MetricTransformations: [{ MetricName: id, MetricNamespace: 'acme/trail', MetricValue: '1' }],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `acme-trail-${id}`,
      MetricName: id,
      Namespace: 'acme/trail',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alarms') }],
    });
  }
});

test('CloudTrail may write to that one log group, and can never be given more', () => {
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrailLogs'), 'Arn'] },
        },
      ],
    },
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'acme-trail',
    PermissionsBoundary: { Ref: Match.stringLikeRegexp('^TrailPolicy') },
  });
  template.resourceCountIs('AWS::IAM::Policy', 0);
});

test('CloudWatch Logs may use the key for the log group of the trail, and for no other', () => {
  const policy = statementsOf(stack, 'AWS::KMS::Key', 'KeyPolicy', 'Keys');
  const use = (group: string) =>
    verdict(policy, {
      action: 'kms:Decrypt',
      resource: '*',
      by: `logs.${REGION}.amazonaws.com`,
      context: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}` },
    });
  expect(use('/acme/trail')).toBe('allow');
  expect(use('/acme/other')).toBe('silent');
});

test.each([
  ['the archive', ARCHIVE],
  ['the access logs', ACCESS_LOGS],
])('a trail that would record its own deliveries to %s is refused', (_, arn) => {
  expect(() => trail({ bucketArns: [arn] })).toThrow(expect.objectContaining({ code: 'TRAIL_RECORDS_ITSELF' }));
});

test.each(['arn:aws:s3:::acme-*', 'acme-curated', `${CURATED}/datasets/`])('%s is no bucket ARN', (arn) => {
  expect(() => trail({ bucketArns: [arn] })).toThrow(expect.objectContaining({ code: 'BUCKET_ARN_INVALID' }));
});

test('three months of events at hand are too few', () => {
  expect(() => trail({ logRetention: RetentionDays.THREE_MONTHS })).toThrow(
    expect.objectContaining({ code: 'RETENTION_TOO_SHORT' }),
  );
});
