import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import {
  BedrockClient,
  GetFoundationModelAvailabilityCommand,
  GetModelInvocationLoggingConfigurationCommand,
} from '@aws-sdk/client-bedrock';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { ConfigServiceClient, DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import { DescribeHubCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { GetServiceQuotaCommand, ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import type { Examination, Finding } from '../../audit/live/doctor';
import type * as Expectations from '../../cli/doctor-expectations';
import { ExitCode } from '../../cli/exit-code';
import { run } from '../../cli/run';
import type { RampartConfig } from '../../lib/config/config';
import { recorder } from './recorder';

/** What a config needs is worked out from its templates, once a config here: it takes a second. */
jest.mock('../../cli/doctor-expectations', () => {
  const real = jest.requireActual<typeof Expectations>('../../cli/doctor-expectations');
  const known = new Map<string, ReturnType<typeof real.expectationsOf>>();
  return {
    expectationsOf: (config: RampartConfig) => {
      const key = JSON.stringify(config);
      const found = known.get(key) ?? real.expectationsOf(config);
      known.set(key, found);
      return found;
    },
  };
});

const ACCOUNT = '111122223333';
const analyzer = mockClient(AccessAnalyzerClient);
const gateway = mockClient(APIGatewayClient);
const bedrock = mockClient(BedrockClient);
const stacks = mockClient(CloudFormationClient);
const recorders = mockClient(ConfigServiceClient);
const guardDuty = mockClient(GuardDutyClient);
const iam = mockClient(IAMClient);
const lambda = mockClient(LambdaClient);
const macie = mockClient(Macie2Client);
const hub = mockClient(SecurityHubClient);
const quotas = mockClient(ServiceQuotasClient);
const sts = mockClient(STSClient);
const ALL = [analyzer, gateway, bedrock, stacks, recorders, guardDuty, iam, lambda, macie, hub, quotas, sts];

function named(name: string, message = 'said AWS'): Error {
  return Object.assign(new Error(message), { name });
}

function stack(StackName: string, version?: string): Stack {
  const Outputs = version === undefined ? [] : [{ OutputKey: 'BootstrapVersion', OutputValue: version }];
  return { StackName, StackStatus: 'CREATE_COMPLETE', CreationTime: new Date(0), Outputs };
}

/** An account in which nothing is missing. */
beforeEach(() => {
  for (const one of ALL as unknown as { reset(): void }[]) one.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: ACCOUNT });
  stacks.on(DescribeStacksCommand).resolves({ Stacks: [] });
  stacks.on(DescribeStacksCommand, { StackName: 'CDKToolkit' }).resolves({ Stacks: [stack('CDKToolkit', '31')] });
  lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { UnreservedConcurrentExecutions: 1000 } });
  quotas.on(GetServiceQuotaCommand).resolves({ Quota: { Value: 50 } });
  quotas.on(ListServiceQuotasCommand).resolves({ Quotas: [quota(6)] });
  bedrock.on(GetFoundationModelAvailabilityCommand).resolves({
    regionAvailability: 'AVAILABLE',
    entitlementAvailability: 'AVAILABLE',
    authorizationStatus: 'AUTHORIZED',
    agreementAvailability: { status: 'AVAILABLE' },
  });
  bedrock.on(GetModelInvocationLoggingConfigurationCommand).resolves({});
  iam.on(GetRoleCommand).rejects(named('NoSuchEntityException'));
  guardDuty.on(ListDetectorsCommand).resolves({ DetectorIds: [] });
  hub
    .on(DescribeHubCommand)
    .rejects(named('InvalidAccessException', `Account ${ACCOUNT} is not subscribed to AWS Security Hub`));
  macie.on(GetMacieSessionCommand).rejects(named('AccessDeniedException', 'Macie is not enabled'));
  recorders.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [] });
  analyzer.on(ListAnalyzersCommand).resolves({ analyzers: [] });
  gateway.on(GetAccountCommand).resolves({});
});

function quota(Value: number) {
  return { QuotaName: 'ml.g5.2xlarge for endpoint usage', QuotaCode: 'L-1', Value };
}

async function doctor(config = 'minimal') {
  const terminal = recorder();
  const code = await run(['doctor', `config/${config}.yaml`, '--json'], terminal.terminal);
  const { examinations } = JSON.parse(terminal.out()) as { examinations: Examination[] };
  const findings = examinations.flatMap((one) => one.findings);
  const found = (check: string): Finding | undefined => findings.find((one) => one.check === check);
  return { code, findings, examinations, found };
}

test('an account in which nothing is missing is ready', async () => {
  const { code, findings } = await doctor();
  expect(findings.filter(({ verdict }) => verdict !== 'ready')).toEqual([]);
  expect(code).toBe(ExitCode.CLEAR);
  expect(findings.length).toBeGreaterThan(12);
});

const MISSING: readonly [what: string, check: string, mend: RegExp, arrange: () => void][] = [
  [
    'a bootstrap stack',
    'bootstrap',
    /cdk bootstrap aws:\/\/111122223333\/eu-central-1/,
    () => {
      stacks
        .on(DescribeStacksCommand, { StackName: 'CDKToolkit' })
        .rejects(named('ValidationError', 'Stack with id CDKToolkit does not exist'));
    },
  ],
  [
    'a bootstrap stack of today',
    'bootstrap',
    /cdk bootstrap/,
    () => {
      stacks.on(DescribeStacksCommand, { StackName: 'CDKToolkit' }).resolves({ Stacks: [stack('CDKToolkit', '5')] });
    },
  ],
  [
    'concurrency, as in a new account',
    'lambda-concurrency',
    /request-service-quota-increase --service-code lambda/,
    () => {
      lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { UnreservedConcurrentExecutions: 10 } });
    },
  ],
  [
    'room for endpoints',
    'vpc-endpoints',
    /--service-code vpc --quota-code L-29B6F2EB/,
    () => {
      quotas.on(GetServiceQuotaCommand).resolves({ Quota: { Value: 3 } });
    },
  ],
  [
    'access to the model',
    'model-access',
    /aws bedrock list-foundation-model-agreement-offers/,
    () => {
      bedrock.on(GetFoundationModelAvailabilityCommand).resolves({
        regionAvailability: 'AVAILABLE',
        entitlementAvailability: 'AVAILABLE',
        authorizationStatus: 'AUTHORIZED',
        agreementAvailability: { status: 'NOT_AVAILABLE' },
      });
    },
  ],
  [
    'a place for a detector',
    'guardduty',
    /existing.guardDuty: true/,
    () => {
      guardDuty.on(ListDetectorsCommand).resolves({ DetectorIds: ['d1'] });
    },
  ],
  [
    'a place for Security Hub',
    'security-hub',
    /existing.securityHub: true/,
    () => {
      hub.on(DescribeHubCommand).resolves({ HubArn: 'arn:hub' });
    },
  ],
  [
    'a place for Macie',
    'macie',
    /existing.macie: true/,
    () => {
      macie.on(GetMacieSessionCommand).resolves({ status: 'ENABLED' });
    },
  ],
  [
    'a place for a recorder',
    'config-recorder',
    /existing.config: true/,
    () => {
      recorders.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [{ name: 'default' }] });
    },
  ],
  [
    'a place for an analyzer',
    'access-analyzer',
    /existing.accessAnalyzer: true/,
    () => {
      analyzer.on(ListAnalyzersCommand).resolves({ analyzers: [{ name: 'account' }] as never });
    },
  ],
  [
    'a place for invocation logging',
    'invocation-logging',
    /existing.invocationLogging: true/,
    () => {
      bedrock
        .on(GetModelInvocationLoggingConfigurationCommand)
        .resolves({ loggingConfig: { s3Config: { bucketName: 'b' } } });
    },
  ],
  [
    "a place for API Gateway's role",
    'api-gateway-role',
    /update-account/,
    () => {
      gateway.on(GetAccountCommand).resolves({ cloudwatchRoleArn: 'arn:role' });
    },
  ],
  [
    "a place for Config's role",
    'config-role',
    /delete-service-linked-role/,
    () => {
      iam.on(GetRoleCommand).resolves({});
    },
  ],
];

test.each(MISSING)('%s is missing, and nothing else', async (_, check, mend, arrange) => {
  arrange();
  const { code, findings } = await doctor();
  const missing = findings.filter(({ verdict }) => verdict !== 'ready');
  expect(missing).toEqual([expect.objectContaining({ check, verdict: 'missing', mend: expect.stringMatching(mend) })]);
  expect(code).toBe(ExitCode.OPEN);
});

test('what the platform switched on itself is not in its way', async () => {
  stacks.on(DescribeStacksCommand).resolves({ Stacks: [stack('acme-llm-operations')] });
  stacks.on(DescribeStacksCommand, { StackName: 'CDKToolkit' }).resolves({ Stacks: [stack('CDKToolkit', '31')] });
  const types = ['AWS::GuardDuty::Detector', 'AWS::IAM::ServiceLinkedRole', 'AWS::Lambda::Function'];
  stacks.on(ListStackResourcesCommand).resolves({
    StackResourceSummaries: types.map((ResourceType) => ({ ResourceType })) as never,
  });
  guardDuty.on(ListDetectorsCommand).resolves({ DetectorIds: ['d1'] });
  iam.on(GetRoleCommand).resolves({});
  lambda.on(GetAccountSettingsCommand).resolves({ AccountLimit: { UnreservedConcurrentExecutions: 100 } });
  const { code, found } = await doctor();
  expect(found('guardduty')).toMatchObject({ verdict: 'ready', saw: "d1 is the platform's own" });
  expect(code).toBe(ExitCode.CLEAR);
});

test('what the config relies on must be there', async () => {
  const { found } = await doctor('production');
  expect(found('guardduty')).toMatchObject({ verdict: 'missing', mend: expect.stringContaining('create-detector') });
  expect(found('macie')).toMatchObject({ verdict: 'ready' });
});

test('an endpoint must be allowed the instances that it may grow to', async () => {
  expect((await doctor('production')).found('endpoint-instances')).toMatchObject({ verdict: 'ready' });
  quotas.on(ListServiceQuotasCommand).resolves({ Quotas: [quota(2)] });
  expect((await doctor('production')).found('endpoint-instances')).toMatchObject({ verdict: 'missing' });
  quotas.on(ListServiceQuotasCommand).resolves({ Quotas: [] });
  expect((await doctor('production')).found('endpoint-instances')).toMatchObject({ verdict: 'not evaluated' });
});

test('keys that nobody knows are missing, and nothing is said of the account', async () => {
  sts.on(GetCallerIdentityCommand).rejects(named('ExpiredToken'));
  const { code, findings } = await doctor();
  expect(findings).toEqual([
    expect.objectContaining({ check: 'credentials', verdict: 'missing', mend: 'aws sso login' }),
  ]);
  expect(code).toBe(ExitCode.OPEN);
});

test('a network that is down says nothing of the keys', async () => {
  sts.on(GetCallerIdentityCommand).rejects(named('TimeoutError', 'connect ETIMEDOUT'));
  const { code, findings } = await doctor();
  expect(findings).toEqual([
    { check: 'credentials', verdict: 'not evaluated', saw: 'TimeoutError: connect ETIMEDOUT' },
  ]);
  expect(code).toBe(ExitCode.NOT_EVALUATED);
});

test('keys of an account that is none of the config are the wrong ones', async () => {
  sts.on(GetCallerIdentityCommand).resolves({ Account: '999999999999' });
  const { code, found } = await doctor();
  expect(found('account')).toMatchObject({ verdict: 'missing' });
  expect(code).toBe(ExitCode.OPEN);
});

test('of several accounts the one whose keys are there is examined, the others are not evaluated', async () => {
  const { examinations } = await doctor('multi-account');
  const verdicts = examinations.map(({ account, findings }) => [
    account,
    findings.find(({ check }) => check === 'account')?.verdict,
  ]);
  expect(Object.fromEntries(verdicts)).toEqual({
    [ACCOUNT]: 'ready',
    '222233334444': 'not evaluated',
    '333344445555': 'not evaluated',
    '444455556666': 'not evaluated',
  });
});

test('a region that is not enabled is told from bad keys', async () => {
  sts.on(GetCallerIdentityCommand).resolvesOnce({ Account: ACCOUNT }).rejects(named('InvalidClientTokenId'));
  const { found, code } = await doctor();
  expect(found('region')).toMatchObject({ verdict: 'missing', mend: expect.stringContaining('enable-region') });
  expect(code).toBe(ExitCode.OPEN);
});

test.each(['AccessDeniedException', 'ThrottlingException', 'TimeoutError', 'ServiceUnavailable'])(
  'under %s from every service it finishes, and nothing counts as ready',
  async (name) => {
    const [, ...others] = [...ALL].reverse() as unknown as { reset(): void; rejects(error: Error): void }[];
    for (const one of others) {
      one.reset();
      one.rejects(named(name));
    }
    const { code, findings } = await doctor();
    const rest = findings.filter(({ check }) => !['credentials', 'account', 'region'].includes(check));
    expect(rest.map(({ verdict }) => verdict)).toEqual(rest.map(() => 'not evaluated'));
    expect(rest.every(({ saw }) => saw.startsWith(name))).toBe(true);
    expect(rest.length).toBeGreaterThan(11);
    expect(code).toBe(ExitCode.NOT_EVALUATED);
  },
);

test('it changes nothing: every call that it makes only reads', async () => {
  await doctor('production');
  const calls = ALL.flatMap((one) => one.calls().map(({ args: [command] }) => command.constructor.name));
  expect(calls.length).toBeGreaterThan(10);
  expect(calls.filter((name) => !/^(Get|List|Describe)/.test(name))).toEqual([]);
});

test('for people it lists what was seen, and below what mends it', async () => {
  guardDuty.on(ListDetectorsCommand).resolves({ DetectorIds: ['d1'] });
  const terminal = recorder();
  expect(await run(['doctor', 'config/minimal.yaml'], terminal.terminal)).toBe(ExitCode.OPEN);
  expect(terminal.out()).toContain('missing  guardduty');
  expect(terminal.out()).toContain('guardduty: set existing.guardDuty: true in the config');
  expect(terminal.out()).toMatch(/1 missing, 0 not evaluated, \d+ ready/);
});

test('a config that is not there ends as with every command, and nobody is asked', async () => {
  const terminal = recorder();
  expect(await run(['doctor', 'config/none.yaml'], terminal.terminal)).toBe(ExitCode.OPEN);
  expect(sts.calls()).toHaveLength(0);
});
