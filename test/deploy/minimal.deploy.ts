import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BedrockClient, GetModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeSecurityGroupsCommand, DescribeVpcEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DescribeKeyCommand,
  EncryptCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
} from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { assemblyOf, changedAssembly, type Template } from '../emulator/assembly';
import { cdk, deploy } from '../emulator/cdk';
import { Emulator } from '../emulator/emulator';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
/** Types that no service of moto holds. What they promise is shown by the proofs of templates only. */
const NOT_EXERCISED = [
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
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::SecurityHub::Standard',
];

let emulator: Emulator;
let assembly: string;
let deployed: Awaited<ReturnType<typeof deploy>>;

beforeAll(async () => {
  emulator = await Emulator.start(ACCOUNT, REGION);
  assembly = assemblyOf('config/minimal.yaml');
  const bootstrap = await cdk(emulator, 'bootstrap', `aws://${ACCOUNT}/${REGION}`, '-a', assembly);
  if (bootstrap.code !== 0) throw new Error(bootstrap.output.slice(-2000));
  deployed = await deploy(emulator, assembly);
});

afterAll(async () => {
  await emulator?.stop();
});

function template(stack: string): Template {
  return JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8')) as Template;
}

async function status(stack: string): Promise<string | undefined> {
  const client = new CloudFormationClient({ ...emulator.access, endpoint: emulator.cloudFormation });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
  return Stacks?.[0]?.StackStatus;
}

test('every stack deploys', async () => {
  expect(deployed.output.slice(-3000)).toContain('✅');
  expect(deployed.code).toBe(0);
  const stacks = readdirSync(assembly).flatMap((file) => /^(.*)\.template\.json$/.exec(file)?.[1] ?? []);
  expect(stacks).toHaveLength(6);
  for (const stack of stacks) expect(await status(stack)).toBe('CREATE_COMPLETE');
});

test('what the emulator only wrote down is on the list, and nothing else', async () => {
  const resources = await emulator.resources();
  const table = new Map<string, { count: number; exercised: boolean }>();
  for (const { type, exercised } of resources) {
    table.set(type, { count: (table.get(type)?.count ?? 0) + 1, exercised });
  }
  const lines = [...table].sort().map(([type, { count, exercised }]) => {
    return `${String(count).padStart(4)}  ${type.padEnd(62)} ${exercised ? 'exercised' : 'not exercised'}`;
  });
  process.stdout.write(`${lines.join('\n')}\n`);
  const ignored = [...new Set(resources.filter(({ exercised }) => !exercised).map(({ type }) => type))].sort();
  expect(ignored.filter((type) => !NOT_EXERCISED.includes(type))).toEqual([]);
  expect(table.size - ignored.length).toBeGreaterThan(40);
});

test('keys rotate, and their policies are those of the template', async () => {
  const kms = new KMSClient(emulator.access);
  const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
  const keys = Object.values(template('acme-llm-foundation').Resources).filter(({ Type }) => Type === 'AWS::KMS::Key');
  const ours = Aliases.filter(({ AliasName }) => AliasName?.startsWith('alias/acme-llm-'));
  expect(ours).toHaveLength(keys.length);
  const described = keys.map(({ Properties }) => String(Properties['Description'])).sort();
  const found: string[] = [];
  for (const { TargetKeyId } of ours) {
    const KeyId = TargetKeyId ?? '';
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    found.push(KeyMetadata?.Description ?? '');
    const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
    const { Statement } = JSON.parse(Policy ?? '{}') as { Statement: { Sid?: string }[] };
    const declared = keys.find(({ Properties }) => Properties['Description'] === KeyMetadata?.Description);
    expect(Statement).toHaveLength((declared?.Properties['KeyPolicy'] as { Statement: unknown[] }).Statement.length);
    expect(Statement.map(({ Sid }) => Sid)).toContain('DenyGrantsToPrincipals');
    if (KeyMetadata?.KeySpec !== 'SYMMETRIC_DEFAULT') continue;
    expect(await kms.send(new GetKeyRotationStatusCommand({ KeyId }))).toMatchObject({ KeyRotationEnabled: true });
  }
  expect(found.sort()).toEqual(described);
});

test('buckets are closed, encrypted, versioned and locked as declared', async () => {
  const s3 = new S3Client({ ...emulator.access, forcePathStyle: true });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const ours = Buckets.flatMap(({ Name }) => (Name?.startsWith('acme-llm-') ? [Name] : []));
  expect(ours).toHaveLength(7);
  for (const Bucket of ours) {
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const rule = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    expect(rule?.SSEAlgorithm).toBe(Bucket.includes('access-logs') ? 'AES256' : 'aws:kms');
  }
  const evidence = ours.find((name) => name.includes('evidence'));
  const { ObjectLockConfiguration } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket: evidence }));
  expect(ObjectLockConfiguration?.Rule?.DefaultRetention).toMatchObject({ Mode: 'COMPLIANCE' });
});

test('roles have their boundary, endpoints their groups, and the default group no rules', async () => {
  const iam = new IAMClient(emulator.access);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'acme-llm-gateway' }));
  expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(`arn:aws:iam::${ACCOUNT}:policy/acme-llm-gateway`);
  const ec2 = new EC2Client(emulator.access);
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  expect(VpcEndpoints.length).toBeGreaterThan(2);
  for (const { Groups, PrivateDnsEnabled } of VpcEndpoints) {
    expect(Groups).toHaveLength(1);
    expect(PrivateDnsEnabled).toBe(true);
  }
  const vpc = VpcEndpoints[0]?.VpcId ?? '';
  const { SecurityGroups = [] } = await ec2.send(
    new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc] }] }),
  );
  const fallback = SecurityGroups.find(({ GroupName }) => GroupName === 'default');
  expect(fallback?.IpPermissions).toEqual([]);
  expect(fallback?.IpPermissionsEgress).toEqual([]);
});

test('the bundle that would be deployed has switched invocation logging on', async () => {
  const bedrock = new BedrockClient(emulator.access);
  const { loggingConfig } = await bedrock.send(new GetModelInvocationLoggingConfigurationCommand({}));
  expect(loggingConfig?.cloudWatchConfig?.logGroupName).toBe('/acme-llm/bedrock-invocations');
  expect(loggingConfig?.textDataDeliveryEnabled).toBe(false);
});

test('repair: a disabled key does not encrypt', async () => {
  const kms = new KMSClient(emulator.access);
  const KeyId = 'alias/acme-llm-raw';
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
  const key = KeyMetadata?.KeyId ?? '';
  await kms.send(new DisableKeyCommand({ KeyId: key }));
  const encrypting = kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x') }));
  await expect(encrypting).rejects.toMatchObject({ name: 'DisabledException' });
  await kms.send(new EnableKeyCommand({ KeyId: key }));
  await expect(kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('x') }))).resolves.toBeDefined();
});

test('a second deployment changes nothing', async () => {
  const again = await deploy(emulator, assembly);
  expect(again.code).toBe(0);
  expect(again.output.match(/no changes/g)).toHaveLength(6);
});

const DATA = 'acme-llm-data';

test('an update is applied, and one that fails is rolled back', async () => {
  const s3 = new S3Client({ ...emulator.access, forcePathStyle: true });
  const [name] = Object.entries(template(DATA).Resources).find(([, { Type }]) => Type === 'AWS::S3::Bucket') ?? [''];
  const { physicalId = '' } =
    (await emulator.resources()).find(({ stack, logicalId }) => stack === DATA && logicalId === name) ?? {};
  const versioning = async () => (await s3.send(new GetBucketVersioningCommand({ Bucket: physicalId }))).Status;

  const suspended = changedAssembly(assembly, DATA, ({ Resources }) => {
    (Resources[name]?.Properties['VersioningConfiguration'] as { Status: string }).Status = 'Suspended';
  });
  expect((await deploy(emulator, suspended, DATA)).code).toBe(0);
  expect(await status(DATA)).toBe('UPDATE_COMPLETE');
  expect(await versioning()).toBe('Suspended');

  const failing = changedAssembly(assembly, DATA, ({ Resources }) => {
    Resources['Broken'] = {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: 'a-bucket-that-is-not-there', PolicyDocument: { Version: '2012-10-17', Statement: [] } },
    };
    Object.assign(Resources['Broken'], { DependsOn: name });
  });
  expect((await deploy(emulator, failing, DATA)).code).not.toBe(0);
  expect(await status(DATA)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await versioning()).toBe('Suspended');

  expect((await deploy(emulator, assembly, DATA)).code).toBe(0);
  expect(await versioning()).toBe('Enabled');
});

test('nothing is removed while it is protected; then all but the data goes', async () => {
  const refused = await cdk(emulator, 'destroy', '--all', '-a', assembly, '--force');
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain('TerminationProtection');
  const client = new CloudFormationClient({ ...emulator.access, endpoint: emulator.cloudFormation });
  const stacks = [...new Set((await emulator.resources()).map(({ stack }) => stack))];
  for (const StackName of stacks)
    await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }));
  const removed = await cdk(emulator, 'destroy', '--all', '-a', assembly, '--force');
  expect(removed.output).not.toContain('❌');
  expect(removed.code).toBe(0);
  const left = new Set((await emulator.resources()).map(({ stack }) => stack));
  expect([...left]).toEqual(['CDKToolkit']);
  const s3 = new S3Client({ ...emulator.access, forcePathStyle: true });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets.filter(({ Name }) => Name?.startsWith('acme-llm-'))).toHaveLength(7);
});
