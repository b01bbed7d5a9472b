import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates } from '../../../audit/assembly/read-templates';
import { resolve } from '../../../audit/assembly/resolve';
import { Facts } from '../../../audit/proofs/facts';
import type { Invariant, Proof } from '../../../audit/proofs/invariant';
import { prove } from '../../../audit/proofs/prove';
import { ALARM_COVERAGE } from '../../../audit/proofs/invariants/alarm-coverage';
import { NETWORK_INVARIANT } from '../../../audit/proofs/invariants/network-settings';
import { ROLE_INVARIANT } from '../../../audit/proofs/invariants/role-settings';
import { STANDING_REFUSALS } from '../../../audit/proofs/invariants/standing-refusals';
import { STATEMENT_SCOPE } from '../../../audit/proofs/invariants/statement-scope';
import { STORE_INVARIANT } from '../../../audit/proofs/invariants/store-settings';

/** The proofs of one invariant over a template that is nobody's platform. */
function proofs(invariant: Invariant, resources: object, parameters: object = {}): readonly Proof[] {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-settings-'));
  try {
    const file = join(folder, 'theirs.json');
    writeFileSync(file, JSON.stringify({ Parameters: parameters, Resources: resources }));
    return invariant.prove(new Facts(resolve(readTemplates(file))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function of(kind: Proof['kind'], all: readonly Proof[]): readonly string[] {
  return all.filter((one) => one.kind === kind).map(({ subject }) => subject.replace(/^.*\//, ''));
}

const BLOCKED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};
const bucket = (Properties: object): object => ({ B: { Type: 'AWS::S3::Bucket', Properties } });

test('a stranger’s bucket is asked for what everyone needs, not for our choices', () => {
  const all = proofs(
    STORE_INVARIANT,
    bucket({ PublicAccessBlockConfiguration: BLOCKED, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  expect(of('proved', all)).toEqual([
    'B: BlockPublicAcls',
    'B: BlockPublicPolicy',
    'B: IgnorePublicAcls',
    'B: RestrictPublicBuckets',
    'B: versions',
  ]);
  expect(of('refuted', all)).toEqual([]);
});

test('what a parameter decides is not evaluated', () => {
  const all = proofs(
    STORE_INVARIANT,
    bucket({
      PublicAccessBlockConfiguration: { ...BLOCKED, BlockPublicAcls: { Ref: 'Blocked' } },
      VersioningConfiguration: { Status: 'Suspended' },
    }),
    { Blocked: { Type: 'String' } },
  );
  expect(of('not evaluated', all)).toEqual(['B: BlockPublicAcls']);
  expect(of('refuted', all)).toEqual(['B: versions']);
});

test.each([[true], ['true'], ['yes'], [7], [{}], [[]], [null]])('a flag of the wrong kind never passes: %j', (flag) => {
  const all = proofs(
    STORE_INVARIANT,
    bucket({ PublicAccessBlockConfiguration: { ...BLOCKED, BlockPublicAcls: flag } }),
  );
  const passes = flag === true || flag === 'true';
  expect(of('proved', all).includes('B: BlockPublicAcls')).toBe(passes);
});

test('a network without a flow log, and a subnet with public addresses', () => {
  const all = proofs(NETWORK_INVARIANT, {
    V: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    S: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'V' }, MapPublicIpOnLaunch: true } },
    T: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'V' } } },
  });
  expect(of('refuted', all)).toEqual(['V: flow log', 'S: public addresses']);
  expect(of('proved', all)).toEqual(['T: public addresses']);
});

test('a queue that refuses plain HTTP by a deny, and one that does not', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: {} };
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sqs:*',
    Resource: { 'Fn::GetAtt': ['Q', 'Arn'] },
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const policy = (Statement: object): object => ({
    Type: 'AWS::SQS::QueuePolicy',
    Properties: { Queues: [{ Ref: 'Q' }], PolicyDocument: { Version: '2012-10-17', Statement } },
  });
  expect(of('proved', proofs(STANDING_REFUSALS, { Q: queue, P: policy([deny]) }))).toEqual(['Q: plain HTTP']);
  expect(of('refuted', proofs(STANDING_REFUSALS, { Q: queue }))).toEqual(['Q: plain HTTP']);
  const some = policy([{ ...deny, Action: 'sqs:SendMessage' }]);
  expect(of('refuted', proofs(STANDING_REFUSALS, { Q: queue, P: some }))).toEqual(['Q: plain HTTP']);
});

const role = (...Statement: object[]): object => ({
  R: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }],
    },
  },
});

test.each([
  ['every action of a service', { Action: 's3:*', Resource: 'arn:aws:s3:::b/*' }, 'allows s3:*'],
  ['everything', { Action: '*', Resource: '*' }, 'allows *'],
  ['all but some', { NotAction: 'iam:*', Resource: '*' }, 'allows all actions but some'],
  ['one action on everything', { Action: 's3:GetObject', Resource: '*' }, 'allows s3:GetObject on all resources'],
  [
    'a change of what has no resource',
    { Action: 'bedrock:PutModelInvocationLoggingConfiguration', Resource: '*' },
    'allows bedrock:PutModelInvocationLoggingConfiguration, which acts on no resource, without a condition',
  ],
])('an allow that is too wide is named: %s', (_, statement, fault) => {
  const [proof] = proofs(STATEMENT_SCOPE, role({ Effect: 'Allow', ...statement }));
  expect(proof).toMatchObject({ kind: 'refuted', detail: expect.stringContaining(fault) as string });
});

test.each([
  ['one action on one thing', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }],
  ['reading what has no resource', { Action: 'ec2:DescribeSubnets', Resource: '*' }],
  [
    'a metric of one namespace',
    { Action: 'cloudwatch:PutMetricData', Resource: '*', Condition: { StringEquals: { 'cloudwatch:namespace': 'x' } } },
  ],
])('an allow that is bounded is not: %s', (_, statement) => {
  const kinds = proofs(STATEMENT_SCOPE, role({ Effect: 'Allow', ...statement })).map(({ kind }) => kind);
  expect(kinds).toEqual(['proved', 'proved']);
});

test('a policy that cannot be read is not evaluated', () => {
  const all = proofs(STATEMENT_SCOPE, role({ Effect: 'Allow', Action: { Ref: 'Nothing' }, Resource: '*' }));
  expect(all.map(({ kind }) => kind)).toEqual(['not evaluated', 'proved']);
});

test('what only a platform is asked for is not asked of others', () => {
  expect(proofs(ROLE_INVARIANT, role())).toEqual([]);
  expect(proofs(ALARM_COVERAGE, { T: { Type: 'AWS::CloudTrail::Trail', Properties: {} } })).toEqual([]);
});

test('what does not fit into the time is not evaluated, and never passes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-settings-'));
  try {
    const file = join(folder, 'theirs.json');
    const Resources = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`Q${at}`, { Type: 'AWS::SQS::Queue', Properties: {} }]),
    );
    writeFileSync(file, JSON.stringify({ Resources }));
    const model = resolve(readTemplates(file));
    const [whole] = prove(model, { invariants: [STANDING_REFUSALS] });
    expect(whole?.proofs.map(({ kind }) => kind)).toEqual(Array.from({ length: 40 }, () => 'refuted'));
    const [cut] = prove(model, { invariants: [STANDING_REFUSALS], seconds: 1e-9 });
    expect(cut?.proofs).toEqual([
      expect.objectContaining({
        kind: 'not evaluated',
        subject: '40 of 40 resources',
        detail: expect.stringContaining('processor time') as string,
      }),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
