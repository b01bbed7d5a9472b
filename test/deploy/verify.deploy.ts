import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { readTemplates } from '../../audit/assembly/read-templates';
import { countsOf, exitCodeOf, type ResourceVerdict, type Verification } from '../../audit/live';
import { EnvironmentAccess } from '../../audit/live/access';
import { declaredCalls } from '../../audit/live/calls';
import { Gate, type GateOptions } from '../../audit/live/gate';
import { verifyLive, type VerifyOptions } from '../../audit/live/verify';
import { run } from '../../cli/run';
import { deployedPlatform, type Platform } from '../emulator/platform';
import { Clients } from '../emulator/readback/reading';
import { FaultProxy } from './faults/fault-proxy';
import { PLANTS } from './plants/all';
import { accountOf, type Plant } from './plants/plant';
import { HERE, record, runDeployed } from './recorded';

/** Types that no service of the emulator holds: a verification has to say so, and must not call them in place. */
const UNREADABLE = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::ApiGateway::ClientCertificate',
  'AWS::Bedrock::EnforcedGuardrailConfiguration',
  'AWS::Bedrock::Guardrail',
  'AWS::Bedrock::GuardrailVersion',
  'AWS::Config::ConformancePack',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::Route53Resolver::FirewallDomainList',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::SageMaker::ModelPackageGroup',
  'AWS::SecurityHub::Standard',
];
const DATE = '2026-11-26';

let platform: Platform;
const sent = new Set<string>();

beforeAll(async () => {
  platform = await deployedPlatform('config/minimal.yaml');
  if (platform.deployed.code !== 0) throw new Error(platform.deployed.output.slice(-3000));
});

afterAll(async () => {
  await platform?.emulator.stop();
});

interface Told extends Partial<VerifyOptions> {
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<GateOptions>;
}

/** One verification of the deployed platform. */
function verify({ environment = {}, limits = {}, ...options }: Told = {}): Promise<Verification> {
  const gate = new Gate({
    allowed: new Set(declaredCalls().keys()),
    onCall: (command) => sent.add(command),
    tries: 2,
    firstPause: 5,
    ...limits,
  });
  const access = new EnvironmentAccess({ environment: { ...platform.emulator.environment, ...environment }, gate });
  return verifyLive(readTemplates(platform.assembly), access, {
    date: DATE,
    history: 0,
    invariants: false,
    ...options,
  });
}

function told(one: ResourceVerdict): string[] {
  const name = `${one.verdict} ${one.type} ${one.logicalId}`;
  if (one.verdict === 'drifted') return one.differences.map(({ property }) => `${name} ${property}`);
  return [one.verdict === 'extra' ? `${name} ${one.extra.kind}` : name];
}

const wrong = ({ resources }: Verification): string[] =>
  resources.filter(({ verdict }) => verdict !== 'in place' && verdict !== 'not readable').flatMap(told);

test('on an undisturbed deployment nothing is out of place, no invariant is refuted, and what cannot be read is named', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'rampart-verify-')), 'verify.json');
  const said: string[] = [];
  const code = await run(['verify', '--in', platform.assembly, '--format', 'json', '--out', out, '--date', DATE], {
    out: (text) => said.push(text),
    err: () => undefined,
    outIsTty: false,
    errIsTty: false,
    columns: undefined,
    environment: platform.emulator.environment,
    today: () => DATE,
    clock: () => 0,
  });
  const found = JSON.parse(readFileSync(out, 'utf8')) as Verification;
  expect(wrong(found)).toEqual([]);
  const unread = found.resources.filter(({ verdict }) => verdict === 'not readable');
  expect([...new Set(unread.map(({ type }) => type))].sort()).toEqual([...UNREADABLE].sort());
  expect(found.resources.filter(({ verdict }) => verdict === 'in place').length).toBeGreaterThan(190);
  expect(found.templates.map(({ deployed }) => deployed)).toEqual(Array(6).fill('this template'));
  const refuted = found.invariants.filter(({ state }) => state === 'refuted');
  expect(refuted).toEqual([]);
  expect(found.invariants.filter(({ state }) => state === 'holds').length).toBeGreaterThan(18);
  expect(code).toBe(4);
  expect(said.join('')).toContain('0 drifted, 0 missing, 0 extra');
});

test('under faults it finishes, says what it could not read and why, and calls none of it in place', async () => {
  const { endpoint, cloudFormation } = platform.emulator;
  const [throttled, busy, many, denied, hanging, flaky] = await Promise.all([
    FaultProxy.start(endpoint, { status: 400, code: 'ThrottlingException' }),
    FaultProxy.start(endpoint, { status: 503, code: 'SlowDown' }),
    FaultProxy.start(endpoint, { status: 429, code: 'TooManyRequestsException' }),
    FaultProxy.start(endpoint, { status: 403, code: 'AccessDenied' }),
    FaultProxy.start(endpoint, 'hang'),
    FaultProxy.start(cloudFormation, { status: 400, code: 'Throttling', every: 2 }),
  ]);
  const found = await verify({
    limits: { callSeconds: 2, tries: 3 },
    environment: {
      AWS_ENDPOINT_URL_KMS: throttled.url,
      AWS_ENDPOINT_URL_S3: busy.url,
      AWS_ENDPOINT_URL_LAMBDA: many.url,
      AWS_ENDPOINT_URL_IAM: denied.url,
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: hanging.url,
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_CLOUDFORMATION: flaky.url,
    },
  });
  await Promise.all([throttled, busy, many, denied, hanging, flaky].map((proxy) => proxy.stop()));
  const kinds = (service: string): string[] => [
    ...new Set(
      found.resources
        .filter(({ type }) => type.startsWith(`AWS::${service}::`))
        .map((one) => (one.verdict === 'not readable' ? one.failure.kind : one.verdict)),
    ),
  ];
  expect({
    KMS: kinds('KMS'),
    S3: kinds('S3'),
    Lambda: kinds('Lambda'),
    IAM: kinds('IAM'),
    Logs: kinds('Logs'),
    SQS: kinds('SQS'),
  }).toEqual({
    KMS: ['throttled'],
    S3: ['throttled'],
    Lambda: ['throttled'],
    IAM: ['denied'],
    Logs: ['timed out'],
    SQS: ['unreachable'],
  });
  // A service that throttles every second call is read all the same.
  expect(found.resources.filter(({ verdict }) => verdict === 'in place').length).toBeGreaterThan(60);
  expect(wrong(found)).toEqual([]);
  expect(exitCodeOf(found)).toBe(4);
});

test('a region that is down leaves nothing readable, and nothing in place', async () => {
  const found = await verify({
    environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9' },
  });
  expect(countsOf(found)).toMatchObject({ 'in place': 0, drifted: 0, missing: 0, extra: 0 });
  expect(found.resources.length).toBeGreaterThan(200);
  expect(exitCodeOf(found)).toBe(4);
});

test('a verification that has no time left says of the rest that it was not read', async () => {
  const found = await verify({ limits: { totalSeconds: 0.001 } });
  expect(countsOf(found)).toMatchObject({ 'in place': 0, drifted: 0, missing: 0, extra: 0 });
});

/** Whether a line speaks of what was planted. */
function isOf({ verdict, type, of = '', named }: Plant, line: string): boolean {
  const [, found, on = '', id = '', rest = ''] = /^(drifted|missing|extra) (\S+) (\S+) ?(.*)$/.exec(line) ?? [];
  if (found !== verdict || on !== type || !id.startsWith(of)) return false;
  const whole = (name: string): string => name.split(/[.[]/)[0] ?? '';
  return (
    named.length === 0 || named.some((name) => (verdict === 'extra' ? rest === name : whole(rest) === whole(name)))
  );
}

test('every planted change is named, by its resource and its property, and nothing else', async () => {
  const { emulator } = platform;
  const account = accountOf(new Clients(emulator.access), await emulator.resources());
  for (const { name, change } of PLANTS) {
    await change(account).catch((error: unknown) => {
      throw new Error(`cannot plant: ${name}`, { cause: error });
    });
  }
  const found = await verify({ invariants: true });
  const lines = wrong(found);
  const unseen = PLANTS.filter((plant) => {
    const own = lines.filter((line) => isOf(plant, line));
    return (
      own.length === 0 ||
      !plant.named.every((name) => own.some((line) => line.split(' ').slice(3).join(' ').startsWith(name)))
    );
  });
  expect(PLANTS.length).toBeGreaterThanOrEqual(60);
  expect(unseen.map(({ name }) => name)).toEqual([]);
  expect(lines.filter((line) => !PLANTS.some((plant) => isOf(plant, line)))).toEqual([]);
  expect(exitCodeOf(found)).toBe(1);
  // The proofs see it too: wider policies, the trail that is stopped, the network that is open.
  const states = new Map(found.invariants.map(({ id, state }) => [id, state]));
  for (const id of [
    'AccessMatrix',
    'LogIntegrity',
    'Escalation',
    'EndpointPolicies',
    'NetworkSettings',
    'StoreSettings',
  ])
    expect([id, states.get(`Proof-${id}`)]).toEqual([id, 'refuted']);
  // There is a way out now, unless the account's block stops it, which the emulator does not tell.
  const isolation = found.invariants.find(({ id }) => id === 'Proof-InternetIsolation');
  expect(isolation).toMatchObject({ state: 'not evaluated' });
  expect(isolation?.notEvaluated[0]?.detail).toContain('Block Public Access');
});

test('the deployed function finds the same, from what the role for it put into the vault, and tells it', async () => {
  const { access } = platform.emulator;
  const [sqs, sns] = [new SQSClient(access), new SNSClient(access)];
  await record(platform);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' }));
  const before = await verify();
  const TopicArn = `arn:aws:sns:${HERE}:acme-llm-alarms`;
  const to = { Protocol: 'sqs', Endpoint: `arn:aws:sqs:${HERE}:inbox`, Attributes: { RawMessageDelivery: 'true' } };
  await sns.send(new SubscribeCommand({ TopicArn, ...to }));
  const { result, error } = await runDeployed(platform, '2026-11-27T04:00:00Z');
  expect(error).toBeUndefined();
  const found = result as Verification & { readonly exit: number };
  const subscribed = (line: string): boolean => line.startsWith('extra AWS::SNS::Topic');
  expect(wrong(found).filter((line) => !subscribed(line))).toEqual(wrong(before).filter((line) => !subscribed(line)));
  const unread = ({ resources }: Verification): string[] =>
    resources.filter(({ verdict }) => verdict === 'not readable').map(({ logicalId }) => logicalId);
  expect(unread(found)).toEqual(unread(before));
  expect(found.exit).toBe(1);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages).toHaveLength(1);
  const { counts, worst } = JSON.parse(Messages[0]?.Body ?? '{}') as { counts: object; worst: object[] };
  expect(worst).toHaveLength(20);
  expect(counts).toMatchObject({ drifted: countsOf(before).drifted });
});

test('every command that was sent is declared, and its actions are in the policy that verify prints', () => {
  expect(sent.size).toBeGreaterThan(60);
  expect([...sent].filter((command) => !declaredCalls().has(command))).toEqual([]);
});
