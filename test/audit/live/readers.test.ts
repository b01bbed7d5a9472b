import { mockClient } from 'aws-sdk-client-mock';
import { AccessAnalyzerClient, GetAnalyzerCommand } from '@aws-sdk/client-accessanalyzer';
import { AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import {
  BedrockClient,
  GetGuardrailCommand,
  GetModelInvocationLoggingConfigurationCommand,
  ListEnforcedGuardrailsConfigurationCommand,
} from '@aws-sdk/client-bedrock';
import { CloudFormationClient, DetectStackResourceDriftCommand } from '@aws-sdk/client-cloudformation';
import { GetMalwareProtectionPlanCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { GetEnabledStandardsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeModelPackageGroupCommand,
  GetModelPackageGroupPolicyCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { DescribeVpcBlockPublicAccessOptionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetRestApiCommand, APIGatewayClient } from '@aws-sdk/client-api-gateway';
import type { Resource } from '../../../audit/assembly/model';
import type { ResolvedMap } from '../../../audit/assembly/value';
import { clientsFor } from '../../../audit/live/clients';
import { declaredCalls } from '../../../audit/live/calls';
import { Gate } from '../../../audit/live/gate';
import { judge } from '../../../audit/live/judge';
import { PlaceReading } from '../../../audit/live/place-reading';
import { readerOf } from '../../../audit/live/readers/all';

// Types that no service of the emulator holds: what their readers make of the services' answers is shown here.
const place = { account: '111122223333', region: 'eu-central-1' };
const clients = clientsFor({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  gate: new Gate({ allowed: new Set(declaredCalls().keys()) }),
});

/** The verdict on one resource by its reader alone. */
async function verdict(type: string, physicalId: string, properties: ResolvedMap) {
  const reader = readerOf(type);
  if (!reader) throw new Error(`no reader of ${type}`);
  const subject = { stack: 'app', logicalId: 'It', type, ...place };
  const resource = { stack: 'app', logicalId: 'It', type } as Resource;
  const meant = { resource, ...subject, physicalId, stackName: 'app', place, properties };
  const found = await reader.read(meant, new PlaceReading(place, clients));
  const judged = judge(subject, meant, reader, found, { ofType: () => [] }, new Set());
  return 'differences' in judged.verdict
    ? judged.verdict.differences.map(({ property }) => property)
    : judged.verdict.verdict;
}

const named = (name: string, message = name) => Object.assign(new Error(message), { name });

const bedrock = mockClient(BedrockClient);
const ARN = 'arn:aws:bedrock:eu-central-1:111122223333:guardrail/abc123';
const GUARDRAIL = {
  Name: 'acme',
  BlockedInputMessaging: 'no',
  BlockedOutputsMessaging: 'no',
  ContentPolicyConfig: {
    ContentFiltersTierConfig: { TierName: 'CLASSIC' },
    FiltersConfig: [
      { Type: 'HATE', InputStrength: 'HIGH', OutputStrength: 'HIGH', InputAction: 'BLOCK', InputEnabled: true },
    ],
  },
  WordPolicyConfig: { ManagedWordListsConfig: [{ Type: 'PROFANITY' }] },
};
const guardrail = (inputStrength: 'HIGH' | 'LOW') => ({
  name: 'acme',
  guardrailId: 'abc123',
  guardrailArn: ARN,
  version: 'DRAFT',
  status: 'READY' as const,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  blockedInputMessaging: 'no',
  blockedOutputsMessaging: 'no',
  contentPolicy: {
    tier: { tierName: 'CLASSIC' as const },
    filters: [
      {
        type: 'HATE' as const,
        inputStrength,
        outputStrength: 'HIGH' as const,
        inputAction: 'BLOCK' as const,
        inputEnabled: true,
      },
    ],
  },
  wordPolicy: { managedWordLists: [{ type: 'PROFANITY' as const }] },
});

test('a guardrail is in place with the filters of its template, and a weaker filter is named', async () => {
  bedrock.reset();
  bedrock.on(GetGuardrailCommand).resolves(guardrail('HIGH'));
  expect(await verdict('AWS::Bedrock::Guardrail', ARN, GUARDRAIL)).toBe('in place');
  bedrock.on(GetGuardrailCommand).resolves(guardrail('LOW'));
  expect(await verdict('AWS::Bedrock::Guardrail', ARN, GUARDRAIL)).toEqual([
    'ContentPolicyConfig.FiltersConfig[HATE].InputStrength',
  ]);
  bedrock.on(GetGuardrailCommand).rejects(named('ResourceNotFoundException'));
  expect(await verdict('AWS::Bedrock::Guardrail', ARN, GUARDRAIL)).toBe('missing');
});

test('a version of a guardrail is asked for by its number', async () => {
  bedrock.reset();
  bedrock
    .on(GetGuardrailCommand, { guardrailVersion: '3' })
    .resolves({ ...guardrail('HIGH'), version: '3', description: 'd' });
  bedrock.on(GetGuardrailCommand, { guardrailVersion: '4' }).rejects(named('ResourceNotFoundException'));
  const properties = { GuardrailIdentifier: 'abc123', Description: 'd' };
  expect(await verdict('AWS::Bedrock::GuardrailVersion', `${ARN}|3`, properties)).toBe('in place');
  expect(await verdict('AWS::Bedrock::GuardrailVersion', `${ARN}|4`, properties)).toBe('missing');
});

test('the guardrail that an account enforces is that of the template', async () => {
  bedrock.reset();
  const config = { configId: 'c1', guardrailId: 'abc123', guardrailVersion: '3' };
  bedrock.on(ListEnforcedGuardrailsConfigurationCommand).resolves({ guardrailsConfig: [config] });
  const type = 'AWS::Bedrock::EnforcedGuardrailConfiguration';
  expect(await verdict(type, 'c1', { GuardrailIdentifier: 'abc123', GuardrailVersion: '3' })).toBe('in place');
  expect(await verdict(type, 'c1', { GuardrailIdentifier: 'abc123', GuardrailVersion: '4' })).toEqual([
    'GuardrailVersion',
  ]);
  bedrock.on(ListEnforcedGuardrailsConfigurationCommand).resolves({ guardrailsConfig: [] });
  expect(await verdict(type, 'c1', {})).toBe('missing');
});

test('invocation logging that also keeps texts or images is drifted', async () => {
  bedrock.reset();
  const s3Config = { bucketName: 'archive', keyPrefix: 'invocation' };
  const cloudWatchConfig = { logGroupName: '/log', roleArn: 'arn:role', largeDataDeliveryS3Config: s3Config };
  const logging = { cloudWatchConfig, s3Config, textDataDeliveryEnabled: false };
  const properties = {
    BucketName: 'archive',
    KeyPrefix: 'invocation',
    LogGroupName: '/log',
    RoleArn: 'arn:role',
    Content: 'metadata',
  };
  const put = (loggingConfig: object) =>
    bedrock
      .on(GetModelInvocationLoggingConfigurationCommand)
      .resolves({ loggingConfig: { ...logging, ...loggingConfig } });
  put({});
  expect(await verdict('Custom::RampartInvocationLogging', 'x', properties)).toBe('in place');
  put({ textDataDeliveryEnabled: true, imageDataDeliveryEnabled: true });
  expect(await verdict('Custom::RampartInvocationLogging', 'x', properties)).toEqual(['Content', 'OtherContent']);
});

test('what has no client here is read by the drift detection of CloudFormation', async () => {
  const cloudFormation = mockClient(CloudFormationClient);
  const answer = (StackResourceDriftStatus: 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'NOT_CHECKED', actual?: object) =>
    cloudFormation.on(DetectStackResourceDriftCommand).resolves({
      StackResourceDrift: {
        StackId: 'app',
        LogicalResourceId: 'It',
        ResourceType: 'AWS::Route53Resolver::FirewallDomainList',
        Timestamp: new Date(0),
        StackResourceDriftStatus,
        ...(actual === undefined ? {} : { ActualProperties: JSON.stringify(actual) }),
      },
    });
  const type = 'AWS::Route53Resolver::FirewallDomainList';
  const properties = { Name: 'allowed', Domains: ['a.example', 'b.example'] };
  answer('IN_SYNC', { Name: 'allowed', Domains: ['b.example', 'a.example'] });
  expect(await verdict(type, 'rslvr', properties)).toBe('in place');
  answer('MODIFIED', { Name: 'allowed', Domains: ['a.example', '*'] });
  expect(await verdict(type, 'rslvr', properties)).toEqual(['Domains', 'Domains']);
  answer('DELETED');
  expect(await verdict(type, 'rslvr', properties)).toBe('missing');
  answer('NOT_CHECKED');
  await expect(verdict(type, 'rslvr', properties)).rejects.toMatchObject({ failure: { kind: 'failed' } });
});

test('analyzers, standards, malware plans and the block on public access are compared by their settings', async () => {
  const analyzer = {
    name: 'unused',
    arn: 'arn',
    type: 'ACCOUNT_UNUSED_ACCESS' as const,
    status: 'ACTIVE' as const,
    createdAt: new Date(0),
  };
  mockClient(AccessAnalyzerClient)
    .on(GetAnalyzerCommand)
    .resolves({ analyzer: { ...analyzer, configuration: { unusedAccess: { unusedAccessAge: 180 } } } });
  expect(
    await verdict('AWS::AccessAnalyzer::Analyzer', 'arn', {
      AnalyzerName: 'unused',
      Type: 'ACCOUNT_UNUSED_ACCESS',
      AnalyzerConfiguration: { UnusedAccessConfiguration: { UnusedAccessAge: 90 } },
    }),
  ).toEqual(['AnalyzerConfiguration.UnusedAccessConfiguration.UnusedAccessAge']);

  const standard = { StandardsSubscriptionArn: 's', StandardsInput: {}, StandardsStatus: 'READY' as const };
  mockClient(SecurityHubClient)
    .on(GetEnabledStandardsCommand)
    .resolves({ StandardsSubscriptions: [{ ...standard, StandardsArn: 'arn:here' }] });
  expect(await verdict('AWS::SecurityHub::Standard', 's', { StandardsArn: 'arn:here' })).toBe('in place');
  expect(await verdict('AWS::SecurityHub::Standard', 's', { StandardsArn: 'arn:gone' })).toBe('missing');

  mockClient(GuardDutyClient)
    .on(GetMalwareProtectionPlanCommand)
    .resolves({
      Actions: { Tagging: { Status: 'DISABLED' } },
      ProtectedResource: { S3Bucket: { BucketName: 'raw' } },
      Role: 'arn:r',
    });
  expect(
    await verdict('AWS::GuardDuty::MalwareProtectionPlan', 'p', {
      Actions: { Tagging: { Status: 'ENABLED' } },
      ProtectedResource: { S3Bucket: { BucketName: 'raw' } },
      Role: 'arn:r',
    }),
  ).toEqual(['Actions.Tagging.Status']);

  mockClient(EC2Client)
    .on(DescribeVpcBlockPublicAccessOptionsCommand)
    .resolves({ VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off' } });
  const block = { InternetGatewayBlockMode: 'block-bidirectional' };
  expect(await verdict('AWS::EC2::VPCBlockPublicAccessOptions', 'x', block)).toEqual(['InternetGatewayBlockMode']);
});

test('a register of models without a policy is in place; a policy that no template has is a drift', async () => {
  const sagemaker = mockClient(SageMakerClient);
  sagemaker.on(DescribeModelPackageGroupCommand).resolves({ ModelPackageGroupName: 'acme' });
  sagemaker
    .on(GetModelPackageGroupPolicyCommand)
    .rejects(named('ValidationException', 'Cannot find Model Package Group Policy'));
  const of = () => verdict('AWS::SageMaker::ModelPackageGroup', 'arn/acme', { ModelPackageGroupName: 'acme' });
  expect(await of()).toBe('in place');
  const open = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
  sagemaker.on(GetModelPackageGroupPolicyCommand).resolves({ ResourcePolicy: JSON.stringify(open) });
  expect(await of()).toEqual(['ModelPackageGroupPolicy']);
});

test("an API's policy is compared as the template wrote it, though the service escapes it and writes the API's ARN into it", async () => {
  const statement = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke' };
  const at = 'arn:aws:execute-api:eu-central-1:111122223333:api1/v1/POST/invoke';
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: at }] });
  mockClient(APIGatewayClient)
    .on(GetRestApiCommand)
    .resolves({ name: 'acme', policy: policy.replaceAll('"', '\\"') });
  const Policy = { Version: '2012-10-17', Statement: [{ ...statement, Resource: 'execute-api:/v1/POST/invoke' }] };
  expect(await verdict('AWS::ApiGateway::RestApi', 'api1', { Name: 'acme', Policy })).toBe('in place');
});

test('capture that is off, and a model that may reach a network, are named; a model that is gone is missing', async () => {
  const sagemaker = mockClient(SageMakerClient);
  const capture = {
    DestinationS3Uri: 's3://c/captures',
    InitialSamplingPercentage: 100,
    CaptureOptions: [{ CaptureMode: 'Input' as const }],
  };
  sagemaker.on(DescribeEndpointConfigCommand).resolves({
    EndpointConfigName: 'c',
    EndpointConfigArn: 'arn',
    CreationTime: new Date(0),
    ProductionVariants: [],
    DataCaptureConfig: { ...capture, EnableCapture: false, CaptureOptions: [...capture.CaptureOptions] },
  });
  expect(
    await verdict('AWS::SageMaker::EndpointConfig', 'arn/c', {
      DataCaptureConfig: { ...capture, EnableCapture: true },
    }),
  ).toEqual(['DataCaptureConfig.EnableCapture']);
  sagemaker
    .on(DescribeModelCommand)
    .resolves({ ModelName: 'm', ModelArn: 'arn', CreationTime: new Date(0), EnableNetworkIsolation: false });
  expect(await verdict('AWS::SageMaker::Model', 'arn/m', { EnableNetworkIsolation: true })).toEqual([
    'EnableNetworkIsolation',
  ]);
  sagemaker.on(DescribeModelCommand).rejects(named('ValidationException', 'Could not find model "m".'));
  expect(await verdict('AWS::SageMaker::Model', 'arn/m', {})).toBe('missing');
});

test('a machine without encryption or with another log level is named; its definition is told only to who has its key, and is not compared', async () => {
  const machine = mockClient(SFNClient);
  const arn = 'arn:aws:states:eu-central-1:111122223333:stateMachine:acme-run';
  const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' as const, kmsKeyId: 'key' };
  const is = {
    stateMachineArn: arn,
    name: 'acme-run',
    definition: '',
    roleArn: 'role',
    type: 'STANDARD' as const,
    creationDate: new Date(0),
    encryptionConfiguration,
    loggingConfiguration: {
      level: 'ALL' as const,
      includeExecutionData: false,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'logs' } }],
    },
    tracingConfiguration: { enabled: false },
  };
  const meant = {
    StateMachineName: 'acme-run',
    RoleArn: 'role',
    DefinitionString: '{}',
    EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: 'key' },
    LoggingConfiguration: {
      Level: 'ALL',
      IncludeExecutionData: false,
      Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: 'logs' } }],
    },
  };
  const type = 'AWS::StepFunctions::StateMachine';
  machine.on(DescribeStateMachineCommand, { stateMachineArn: arn, includedData: 'METADATA_ONLY' }).resolves(is);
  expect(await verdict(type, arn, meant)).toBe('in place');
  machine.on(DescribeStateMachineCommand).resolves({
    ...is,
    encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    loggingConfiguration: { ...is.loggingConfiguration, level: 'OFF' },
  });
  expect(await verdict(type, arn, meant)).toEqual(
    expect.arrayContaining(['EncryptionConfiguration.Type', 'LoggingConfiguration.Level']),
  );
  machine.on(DescribeStateMachineCommand).rejects(named('StateMachineDoesNotExist'));
  expect(await verdict(type, arn, meant)).toBe('missing');
});

test('a workgroup whose settings a query may change, or whose results lose their key, is named', async () => {
  const athena = mockClient(AthenaClient);
  const configuration = {
    EnforceWorkGroupConfiguration: true,
    BytesScannedCutoffPerQuery: 10_000_000,
    ResultConfiguration: {
      OutputLocation: 's3://work/athena/',
      EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' as const, KmsKey: 'key' },
    },
  };
  const meant = {
    Name: 'acme',
    RecursiveDeleteOption: false,
    WorkGroupConfiguration: {
      ...configuration,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
    },
  };
  const engine = {
    SelectedEngineVersion: 'Athena engine version 3',
    EffectiveEngineVersion: 'Athena engine version 3',
  };
  const type = 'AWS::Athena::WorkGroup';
  athena
    .on(GetWorkGroupCommand)
    .resolves({ WorkGroup: { Name: 'acme', Configuration: { ...configuration, EngineVersion: engine } } });
  expect(await verdict(type, 'acme', meant)).toBe('in place');
  athena.on(GetWorkGroupCommand).resolves({
    WorkGroup: {
      Name: 'acme',
      Configuration: {
        ...configuration,
        EngineVersion: engine,
        EnforceWorkGroupConfiguration: false,
        ResultConfiguration: { OutputLocation: 's3://work/athena/' },
      },
    },
  });
  expect(await verdict(type, 'acme', meant)).toEqual([
    'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
    'WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration',
  ]);
  athena.on(GetWorkGroupCommand).rejects(named('InvalidRequestException', 'WorkGroup acme is not found.'));
  expect(await verdict(type, 'acme', meant)).toBe('missing');
});
