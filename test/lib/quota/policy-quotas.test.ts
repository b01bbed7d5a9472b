import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { parse, stringify } from 'yaml';
import { loadConfig } from '../../../lib/config/load';
import { longPolicies, measuredPolicies, POLICY_QUOTAS } from '../../../lib/quota/policy-quotas';
import { blueprintApp } from '../../../lib/synthesize';

const folder = mkdtempSync(join(tmpdir(), 'rampart-quotas-'));
afterAll(() => rmSync(folder, { recursive: true }));

const env = { account: '111122223333', region: 'us-gov-west-1' };

function stackOf(...resources: readonly { readonly type: string; readonly properties: object }[]): App {
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  const stack = new Stack(app, 'S', { env });
  for (const [at, { type, properties }] of resources.entries())
    new CfnResource(stack, `R${at}`, { type, properties: { ...properties } });
  return app;
}

/** A policy of so many characters, which a service would read. */
function policyOf(characters: number, first: object = {}): object {
  const policy = (pad: string) => ({
    Statement: [{ Effect: 'Allow', Action: 'a:B', Resource: '*', ...first, Sid: pad }],
  });
  return policy('x'.repeat(characters - JSON.stringify(policy('')).length));
}

test.each(Object.entries(POLICY_QUOTAS))(
  'a policy of a %s is as long as AWS takes, and refused beyond',
  (type, { property, characters }) => {
    const app = (length: number) => stackOf({ type, properties: { [property]: policyOf(length) } });
    expect(longPolicies(app(characters))).toEqual([]);
    expect(longPolicies(app(characters + 1))).toEqual([
      expect.stringMatching(
        `^POLICY_TOO_LONG: S/R0 .*${type}.* ${characters + 1} characters .*allowed: ${characters}\\.`,
      ),
    ]);
  },
);

test("a role's inline policies count together", () => {
  const role = (...lengths: number[]) =>
    stackOf({
      type: 'AWS::IAM::Role',
      properties: { Policies: lengths.map((length) => ({ PolicyDocument: policyOf(length) })) },
    });
  expect(longPolicies(role(5_000, 5_240))).toEqual([]);
  expect(longPolicies(role(5_000, 5_241))).toEqual([expect.stringMatching(/^POLICY_TOO_LONG: S\/R0 \(inline\)/)]);
});

test.each([
  [
    'AWS::KMS::Key',
    {},
    { 'Fn::GetAtt': ['R0', 'Arn'] },
    `arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/${'x'.repeat(36)}`,
  ],
  ['AWS::S3::Bucket', { BucketName: 'mine' }, { 'Fn::GetAtt': ['R0', 'Arn'] }, 'arn:aws-us-gov:s3:::mine'],
  ['AWS::SNS::Topic', { TopicName: 'mine' }, { Ref: 'R0' }, 'arn:aws-us-gov:sns:us-gov-west-1:111122223333:mine'],
  [
    'AWS::SQS::Queue',
    { QueueName: 'mine' },
    { 'Fn::GetAtt': ['R0', 'Arn'] },
    'arn:aws-us-gov:sqs:us-gov-west-1:111122223333:mine',
  ],
  [
    'AWS::IAM::Role',
    { RoleName: 'mine' },
    { 'Fn::GetAtt': ['R0', 'Arn'] },
    'arn:aws-us-gov:iam::111122223333:role/mine',
  ],
  ['AWS::EC2::VPCEndpoint', {}, { Ref: 'R0' }, 'vpce-0123456789abcdef0'],
  ['AWS::EC2::Instance', {}, { Ref: 'R0' }, 'x'.repeat(128)],
  [
    'AWS::S3::Bucket',
    { BucketName: 'mine' },
    { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['R0', 'Arn'] }, '/*']] },
    'arn:aws-us-gov:s3:::mine/*',
  ],
])('what refers to a %s (%j, %j) counts as what it will be', (type, properties, Resource, real) => {
  const policy = (resource: unknown) => ({ Statement: [{ Resource: resource }] });
  const app = stackOf(
    { type, properties },
    { type: 'AWS::S3::BucketPolicy', properties: { PolicyDocument: policy(Resource) } },
  );
  const [measured] = measuredPolicies(app).filter((one) => one.type === 'AWS::S3::BucketPolicy');
  expect(measured?.characters).toBe(JSON.stringify(policy(real)).length);
});

interface Given {
  name: string;
  organizationId: string;
  accounts: Record<string, { account: string; region: string }>;
  people: Record<string, string[]>;
  callers: { roles: string[] };
  models: { sagemaker?: { image: string } };
  dataStage?: {
    datasets: { name: string }[];
    planners: string[];
    labelling?: { dataset: string; schema: string; labelers: { id: string; role: string }[]; leads: string[] };
  };
}

/** A config of ours under the longest names: of the platform, the organisation, regions, data sets, people, and roles as IAM Identity Center makes them. */
function longNamed(
  config: string,
  change: (given: Given, role: (account: string) => string) => void = () => undefined,
): App {
  const given = parse(readFileSync(`config/${config}.yaml`, 'utf8')) as Given;
  const regions = ['us-gov-west-1', 'us-gov-east-1'];
  let made = 0;
  const role = (account: string): string =>
    `arn:aws-us-gov:iam::${account}:role/aws-reserved/sso.amazonaws.com/us-gov-west-1/${`r${made++}`.padEnd(64, 'x')}`;
  const again = (roles: readonly string[]): string[] => roles.map((arn) => role(arn.split(':')[4]!));
  given.name = 'a2345678901234567890';
  given.organizationId = `o-${'a'.repeat(32)}`;
  Object.values(given.accounts).forEach((place, at) => (place.region = regions[at % 2]!));
  for (const [duty, roles] of Object.entries(given.people)) given.people[duty] = again(roles);
  given.callers.roles = again(given.callers.roles);
  const { models, dataStage } = given;
  if (models.sagemaker) models.sagemaker.image = models.sagemaker.image.replace(/ecr\.[a-z0-9-]+/, 'ecr.us-gov-west-1');
  if (dataStage) {
    dataStage.datasets.forEach((one, at) => (one.name = `d${at}`.padEnd(20, 'x')));
    dataStage.planners = again(dataStage.planners);
  }
  if (dataStage?.labelling) {
    const { labelling, datasets } = dataStage;
    labelling.dataset = datasets[0]!.name;
    labelling.schema = `${'s'.repeat(24)}@9999`;
    labelling.labelers = labelling.labelers.map((one, at) => ({
      id: `l${at}`.padEnd(16, 'x'),
      role: again([one.role])[0]!,
    }));
    labelling.leads = again(labelling.leads);
  }
  change(given, role);
  const file = join(folder, `${config}-${made}.yaml`);
  writeFileSync(file, stringify(given));
  return blueprintApp(loadConfig(file), join(folder, `${config}-${made}`), { validateTemplates: false });
}

test.each(['minimal', 'production', 'multi-account'])(
  'under the longest names each policy of config/%s.yaml is one that AWS takes',
  (config) => {
    const app = longNamed(config);
    app.synth();
    const measured = measuredPolicies(app);
    expect(measured.length).toBeGreaterThan(50);
    expect(measured.filter(({ characters, most }) => characters > most)).toEqual([]);
    // Every kind of policy that a template of ours has.
    const types = new Set(measured.map(({ type }) => type));
    for (const type of Object.keys(POLICY_QUOTAS)) expect([type, types.has(type)]).toEqual([type, true]);
  },
);

test('a config that names more than a policy can hold is not synthesized, and the error says which and how long', () => {
  const app = longNamed('production', ({ people, dataStage }, role) => {
    people['approvers'] = Array.from({ length: 20 }, () => role('111122223333'));
    dataStage!.datasets = Array.from({ length: 5 }, (_, at) => ({
      ...dataStage!.datasets[0]!,
      name: `d${at}`.padEnd(20, 'x'),
    }));
    dataStage!.labelling!.labelers.push({ id: 'l2'.padEnd(16, 'x'), role: role('111122223333') });
  });
  const said = (): string => {
    try {
      app.synth();
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  const message = said();
  expect(message).toMatch(/POLICY_TOO_LONG: .*Curated\/Bucket\/Policy.* 2\d{4} characters .*allowed: 20480/);
  expect(message).toMatch(/POLICY_TOO_LONG: .*Approve.*Role.*allowed: 2048/);
});
