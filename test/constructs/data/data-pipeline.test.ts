import { Duration, Size } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { DataPipelineProps } from '../../../constructs/data/data-pipeline';
import { discard, guardFindings, lintFindings } from '../../support/compliance';
import { dataStage } from './world';

jest.setTimeout(60_000);

const stack = dataStage();
const template = Template.fromStack(stack);
afterAll(() => discard(stack));

function templateOf(pipeline: Partial<DataPipelineProps>): Template {
  const other = dataStage({ pipeline });
  const made = Template.fromStack(other);
  discard(other);
  return made;
}

test('the machine remembers under our key, logs every event without data, and is traced nowhere', () => {
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    StateMachineName: 'acme-llm-data-run',
    StateMachineType: 'STANDARD',
    EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: Match.anyValue() },
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    TracingConfiguration: Match.absent(),
  });
  template.hasResource('AWS::Logs::LogGroup', {
    DeletionPolicy: 'Retain',
    Properties: {
      LogGroupName: '/aws/vendedlogs/states/acme-llm-data-run',
      KmsKeyId: Match.anyValue(),
      RetentionInDays: 365,
    },
  });
});

test('a task has memory for a Parquet decoder, fifteen minutes, and no way but the network’s', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'acme-llm-data-map',
    Architectures: ['arm64'],
    MemorySize: 3008,
    Timeout: 900,
    ReservedConcurrentExecutions: 500,
    VpcConfig: { SubnetIds: ['subnet-0a1b2c3d4e5f60718'], SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'] },
    Environment: {
      Variables: {
        RAW_BUCKET: 'acme-llm-raw-111122223333-eu-central-1',
        CURATED_BUCKET: 'acme-llm-curated-111122223333-eu-central-1',
        PSEUDONYM_KEY: Match.anyValue(),
        MALWARE_SCAN: 'required',
      },
    },
  });
});

test('a run is driven once at a time', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'acme-llm-data-drive',
    ReservedConcurrentExecutions: 1,
    Environment: { Variables: Match.objectLike({ ATHENA_WORKGROUP: 'acme-llm-data', GLUE_DATABASE: 'acme_llm_data' }) },
  });
});

test('no query changes the workgroup’s settings: results are encrypted, owned by the account, and reading is bounded', () => {
  template.hasResourceProperties('AWS::Athena::WorkGroup', {
    RecursiveDeleteOption: false,
    WorkGroupConfiguration: {
      EnforceWorkGroupConfiguration: true,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 200 * 2 ** 30,
      ResultConfiguration: {
        OutputLocation: 's3://acme-llm-data-work-111122223333-eu-central-1/athena/',
        ExpectedBucketOwner: '111122223333',
        EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: Match.anyValue() },
      },
    },
  });
});

test('the account’s settings of the data catalog are left alone', () => {
  template.resourceCountIs('AWS::Glue::DataCatalogEncryptionSettings', 0);
  template.hasResourceProperties('AWS::Glue::Database', { DatabaseInput: { Name: 'acme_llm_data' } });
});

test('intermediate results lie in a vault of their own, and for days only', () => {
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketName: 'acme-llm-data-work-111122223333-eu-central-1',
    LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 14 })] },
  });
});

test('a schedule is encrypted, starts one data set, and what it could not start is kept and raises an alarm', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Name: 'mails',
    KmsKeyArn: Match.anyValue(),
    ScheduleExpression: 'rate(7 days)',
    ScheduleExpressionTimezone: 'UTC',
    Target: Match.objectLike({ Input: '{"dataset":"mails"}', DeadLetterConfig: Match.anyValue() }),
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'acme-llm-data-schedule-dead-letters' });
});

test('each role has one policy, which is its boundary, and none is written inline', () => {
  template.resourceCountIs('AWS::IAM::Policy', 0);
  const roles = Object.values(template.findResources('AWS::IAM::Role')) as {
    Properties: { RoleName: string; PermissionsBoundary?: unknown; ManagedPolicyArns?: unknown[] };
  }[];
  const data = roles.filter(({ Properties: { RoleName } }) => /acme-llm-(data|label)-/.test(RoleName));
  expect(data.map(({ Properties: { RoleName } }) => RoleName).sort()).toEqual(
    ['data-drive', 'data-map', 'data-run', 'data-schedule', 'label-ada', 'label-grace', 'label-lead'].map(
      (name) => `acme-llm-${name}`,
    ),
  );
  for (const { Properties } of data) expect(Properties.ManagedPolicyArns).toEqual([Properties.PermissionsBoundary]);
});

test('what may vary, varies', () => {
  const other = templateOf({
    maxConcurrency: 40,
    mapMemoryMiB: 4096,
    bytesScannedPerQuery: Size.gibibytes(1),
    workRetention: Duration.days(3),
    pseudonymKey: undefined,
    acceptUnscanned: true,
    schedules: [],
  });
  const [machine] = Object.values(other.findResources('AWS::StepFunctions::StateMachine'));
  expect(JSON.stringify(machine)).toContain('MaxConcurrency\\":40');
  other.hasResourceProperties('AWS::Lambda::Function', {
    MemorySize: 4096,
    ReservedConcurrentExecutions: 40,
    Environment: { Variables: { PSEUDONYM_KEY: Match.absent(), MALWARE_SCAN: Match.absent() } },
  });
  other.hasResourceProperties('AWS::Athena::WorkGroup', {
    WorkGroupConfiguration: Match.objectLike({ BytesScannedCutoffPerQuery: 2 ** 30 }),
  });
  other.resourceCountIs('AWS::Scheduler::Schedule', 0);
  expect(JSON.stringify(other.findResources('AWS::IAM::ManagedPolicy'))).not.toContain('kms:GenerateMac');
});

test.each<[string, Partial<DataPipelineProps>]>([
  ['CONCURRENCY_OUT_OF_BOUNDS', { maxConcurrency: 0 }],
  ['CONCURRENCY_OUT_OF_BOUNDS', { maxConcurrency: 5001 }],
  ['MEMORY_OUT_OF_BOUNDS', { mapMemoryMiB: 1769 }],
  ['SCAN_LIMIT_OUT_OF_BOUNDS', { bytesScannedPerQuery: Size.tebibytes(11) }],
  ['SCAN_LIMIT_OUT_OF_BOUNDS', { bytesScannedPerQuery: Size.kibibytes(1) }],
  ['SCHEDULE_INVALID', { schedules: [{ dataset: 'mails', expression: 'every monday' }] }],
  ['DATASET_NAME_INVALID', { schedules: [{ dataset: '../mails', expression: 'rate(1 day)' }] }],
  [
    'SCHEDULE_TWICE',
    { schedules: ['rate(1 day)', 'rate(2 days)'].map((expression) => ({ dataset: 'mails', expression })) },
  ],
])('%s is said of %j', (code, pipeline) => {
  expect(() => dataStage({ pipeline })).toThrow(expect.objectContaining({ code }));
});

test('Control Tower’s rules find nothing in it but what they say of HMAC keys that a test makes', () => {
  const found = guardFindings(stack).filter((finding) => !finding.includes('CT.KMS.PR.3'));
  expect(found).toEqual([]);
});

test('where cfn-lint is installed it finds nothing, in the machine’s definition neither', async () => {
  expect((await lintFindings(stack)) ?? []).toEqual([]);
});
