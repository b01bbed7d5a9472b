import type { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { LlmPipelineChecks } from '../../../audit/packs/llm/pack';
import { record } from '../../../audit/packs/recorder';
import { prove } from '../../../audit/proofs/prove';
import { LiveVerificationError } from '../../../constructs/verification/verification-error';
import { example } from '../../../examples/live-verification';
import { discard, guardFindings, lintFindings } from '../../support/compliance';
import { exampleModel, HERE, ROLE, verificationStack } from './world';

const { stack, verification } = verificationStack();
const template = Template.fromStack(stack);
const app: App = example();
const built = Template.fromStack(app.node.findChild('Verification') as typeof stack);

afterAll(() => discard(stack));

test('it runs once a day, at four in UTC, by one rule that alone may start the function', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    Name: 'acme-llm-verify',
    ScheduleExpression: 'cron(0 4 * * ? *)',
    State: 'ENABLED',
    Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue(), RetryPolicy: Match.anyValue() })],
  });
  template.resourcePropertiesCountIs(
    'AWS::Lambda::Permission',
    {
      Principal: 'events.amazonaws.com',
      SourceAccount: '111122223333',
      SourceArn: `arn:aws:events:${HERE}:rule/acme-llm-verify`,
    },
    1,
  );
  template.resourceCountIs('AWS::Lambda::Permission', 1);
});

test('the function has all the time that Lambda gives, runs once at a time, and knows where its evidence is', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'acme-llm-verify',
    Timeout: 900,
    ReservedConcurrentExecutions: 1,
    Environment: {
      Variables: {
        EVIDENCE_BUCKET: 'acme-llm-evidence-111122223333-eu-central-1',
        ALARM_TOPIC: `arn:aws:sns:${HERE}:acme-llm-alarms`,
        PLATFORM: 'acme-llm',
      },
    },
  });
});

test('the alarm on what is out of place holds until a run finds it in place', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'acme-llm-out-of-place',
    Namespace: 'Rampart/Verification',
    MetricName: 'OutOfPlace',
    Dimensions: [{ Name: 'Platform', Value: 'acme-llm' }],
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'ignore',
    AlarmActions: [`arn:aws:sns:${HERE}:acme-llm-alarms`],
  });
});

test('both alarms are fed by filters on the function’s own log', () => {
  for (const [metric, pattern] of [
    ['OutOfPlace', '{ $.OutOfPlace >= 0 }'],
    ['Completed', '{ $.Completed = 1 }'],
  ]) {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: pattern,
      MetricTransformations: [
        {
          MetricNamespace: 'Rampart/Verification',
          MetricName: metric,
          MetricValue: `$.${metric ?? ''}`,
          Dimensions: [{ Key: 'Platform', Value: '$.Platform' }],
        },
      ],
    });
  }
});

test('two days without a run that came to its end raise an alarm, also where there is no word at all', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'Completed',
    Statistic: 'Sum',
    Period: 86400,
    EvaluationPeriods: 2,
    Threshold: 1,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'breaching',
    AlarmActions: [`arn:aws:sns:${HERE}:acme-llm-alarms`],
  });
});

test('a run that fails and one that could not be started are kept, and raise an alarm', () => {
  template.resourceCountIs('AWS::SQS::Queue', 1);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'acme-llm-verify-dead-letters', Threshold: 1 });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sqs:SendMessage',
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111122223333' },
            ArnEquals: { 'aws:SourceArn': `arn:aws:events:${HERE}:rule/acme-llm-verify` },
          },
        }),
      ]),
    },
  });
});

test('the role has a boundary, and no inline policy', () => {
  template.hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'acme-llm-verify',
    PermissionsBoundary: Match.anyValue(),
    ManagedPolicyArns: [Match.anyValue(), Match.anyValue()],
    MaxSessionDuration: 3600,
  });
  template.resourceCountIs('AWS::IAM::Policy', 0);
});

test('the vault opens what was meant for reading, and the results for writing', () => {
  expect(verification.doors).toEqual([
    { principalArn: ROLE, access: 'read', prefix: 'deployed/' },
    { principalArn: ROLE, access: 'write', prefix: 'verifications/' },
  ]);
});

test('keys that are verified let the role read their settings, each once, and nothing under them', () => {
  const reading = Object.values(built.findResources('AWS::KMS::Key'))
    .map(({ Properties }) => (Properties as { KeyPolicy: { Statement: { Sid?: string }[] } }).KeyPolicy.Statement)
    .map((statements) => statements.filter(({ Sid }) => Sid === 'VerifySettings'))
    .filter((statements) => statements.length > 0);
  expect(reading).toHaveLength(2);
  for (const statements of reading) {
    expect(statements).toEqual([
      expect.objectContaining({
        Action: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants'],
        Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } },
      }),
    ]);
  }
});

test('a grant from elsewhere adds nothing to the role', () => {
  const other = verificationStack();
  new Bucket(other.stack, 'Data').grantReadWrite(other.verification.role);
  const wider = Template.fromStack(other.stack);
  wider.resourceCountIs('AWS::IAM::Policy', 0);
  expect(wider.findResources('AWS::IAM::ManagedPolicy')).toEqual(template.findResources('AWS::IAM::ManagedPolicy'));
  discard(other.stack);
});

test('with evidence elsewhere the role has what it is given there, and the construct opens no key for it', () => {
  const elsewhere = 'arn:aws:s3:::acme-llm-evidence-444455556666-eu-central-1/verifications/*';
  const { stack: other } = verificationStack({
    evidenceKey: undefined,
    evidenceAccess: {
      statements: [new PolicyStatement({ actions: ['s3:PutObject'], resources: [elsewhere] })],
      acceptedWildcards: [{ resource: elsewhere, reason: 'results of this function, whose names are times' }],
    },
  });
  const documents = Object.values(Template.fromStack(other).findResources('AWS::IAM::ManagedPolicy')).map((policy) =>
    JSON.stringify(policy),
  );
  expect(documents.filter((text) => text.includes(elsewhere))).toHaveLength(1);
  expect(documents.filter((text) => text.includes('111122223333-eu-central-1/'))).toEqual([]);
  discard(other);
});

test.each([
  ['neither', { evidenceKey: undefined }],
  ['both', { evidenceAccess: { statements: [], acceptedWildcards: [] } }],
])('a verification with %s of key and access to the evidence is refused', (_, changes) => {
  expect(() => verificationStack(changes)).toThrow(
    expect.objectContaining({ code: 'EVIDENCE_ACCESS_INVALID' }) as Error,
  );
});

test.each([24, -1, 4.5, Number.NaN])('the hour %s is refused', (hour) => {
  expect(() => verificationStack({ hour })).toThrow(LiveVerificationError);
  expect(() => verificationStack({ hour })).toThrow(expect.objectContaining({ code: 'HOUR_INVALID' }) as Error);
});

// The test of examples asks the five others.
test('nothing of the example is open in our own pack, and something of it is judged', () => {
  const rows = record(new LlmPipelineChecks(), app.node.findChild('Verification') as typeof stack);
  expect(rows.filter(({ outcome }) => outcome === 'compliant').length).toBeGreaterThan(8);
  expect(rows.filter(({ outcome }) => outcome === 'non-compliant' || outcome === 'not evaluated')).toEqual([]);
});

test('no proof over the example is refuted, and each is decided', () => {
  const proofs = prove(exampleModel()).flatMap(({ invariant, proofs: all }) =>
    all.map((one) => ({ id: invariant.id, ...one })),
  );
  expect(proofs.filter(({ kind }) => kind === 'proved').length).toBeGreaterThan(40);
  expect(proofs.filter(({ kind }) => kind !== 'proved')).toEqual([]);
});

test('Control Tower and cfn-lint find nothing', async () => {
  expect(guardFindings(stack)).toEqual([]);
  expect((await lintFindings(stack)) ?? []).toEqual([]);
});
