import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Model, Resource } from '../../../audit/assembly/model';
import { readTemplates } from '../../../audit/assembly/read-templates';
import { resolve } from '../../../audit/assembly/resolve';
import { printable } from '../../../audit/assembly/symbol';
import { Reachability } from '../../../audit/network/reachability';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(folder, { recursive: true }));
const env = { account: '123456789012', region: 'eu-west-1' };

/** An app of two stacks, a nested stack and a stage, as a stranger may write it. */
function synthesize(): Model {
  const outdir = join(folder, 'cdk.out');
  const app = new App({
    outdir,
    postCliContext: { 'aws:cdk:enable-path-metadata': true },
  });
  const data = new Stack(app, 'Data', { env });
  const bucket = new s3.Bucket(data, 'Bucket');
  const vpc = new ec2.Vpc(data, 'Vpc', {
    availabilityZones: ['eu-west-1a'],
    natGateways: 1,
    subnetConfiguration: [
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
      { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    ],
  });
  const use = new Stack(app, 'Use', { env });
  const role = new iam.Role(use, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  bucket.grantRead(role);
  const place = (id: string, subnetType: ec2.SubnetType): lambda.Function =>
    new lambda.Function(use, id, {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => 1'),
      vpc,
      vpcSubnets: { subnetType },
    });
  place('Inside', ec2.SubnetType.PRIVATE_ISOLATED);
  place('Outgoing', ec2.SubnetType.PRIVATE_WITH_EGRESS);
  const nested = new NestedStack(use, 'Nested');
  const reader = new iam.Role(nested, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });
  bucket.grantRead(reader);
  new iam.ManagedPolicy(use, 'Pass', {
    statements: [new iam.PolicyStatement({ actions: ['iam:PassRole'], resources: [reader.roleArn] })],
  });
  const other = new Stack(new Stage(app, 'Stage', { env: { account: '210987654321', region: 'us-east-1' } }), 'Deep');
  new s3.Bucket(other, 'Far', { bucketName: 'far-away' });
  app.synth({ force: true });
  return resolve(readTemplates(outdir));
}

const model = synthesize();
const only = (type: string, path: string): Resource => {
  const found = model.resources.filter((one) => one.type === type && one.path?.includes(path));
  expect(found).toHaveLength(1);
  return found[0]!;
};

test('every stack of the app is read, nested and staged ones too, and nothing is left out', () => {
  expect(model.notEvaluated).toEqual([]);
  expect(model.templates.map((one) => one.account)).toEqual(
    expect.arrayContaining(['123456789012', '123456789012', '210987654321']),
  );
  expect(model.templates).toHaveLength(4);
});

test('a reference to another stack is the symbol that the other stack has', () => {
  const bucket = only('AWS::S3::Bucket', 'Data/Bucket');
  const policy = only('AWS::IAM::Policy', 'Use/Role');
  const arn = model.reference(bucket, 'Arn');
  expect(JSON.stringify(policy.properties)).toContain(JSON.stringify(arn).slice(1, -1));
});

test('a value passed into a nested stack and one given out of it are those of the stacks', () => {
  const inner = only('AWS::IAM::Policy', 'Reader');
  const arn = model.reference(only('AWS::S3::Bucket', 'Data/Bucket'), 'Arn');
  expect(JSON.stringify(inner.properties)).toContain(JSON.stringify(arn).slice(1, -1));
  const role = only('AWS::IAM::Role', 'Reader');
  const resource = model.property(
    only('AWS::IAM::ManagedPolicy', 'Pass'),
    'PolicyDocument',
    'Statement',
    0,
    'Resource',
  );
  expect(resource).toBe(model.reference(role, 'Arn'));
  expect(model.find(String(resource))).toBe(role);
});

test('a physical name in another account is literal', () => {
  const far = only('AWS::S3::Bucket', 'Far');
  expect(printable(String(model.reference(far, 'Arn')))).toBe('arn:aws:s3:::far-away');
});

test('CDK subnets are isolated, or lead out by NAT, as their types say', () => {
  const reachability = new Reachability(model);
  expect(reachability.pathsToInternet(only('AWS::Lambda::Function', 'Inside'))).toEqual({ kind: 'none' });
  const answer = reachability.pathsToInternet(only('AWS::Lambda::Function', 'Outgoing'));
  expect(answer).toMatchObject({ kind: 'path', paths: [{ replies: 'pass', witness: { protocol: 'tcp' } }] });
  const passed = answer.kind === 'path' ? answer.paths[0]!.hops.map((hop) => hop.resource?.type) : [];
  expect(passed).toContain('AWS::EC2::NatGateway');
  expect(passed.at(-1)).toBe('AWS::EC2::InternetGateway');
  expect(reachability.pathsFromInternet(only('AWS::Lambda::Function', 'Outgoing'))).toEqual({ kind: 'none' });
});

test('the same assembly gives the same answer', () => {
  const ask = (): unknown => new Reachability(model).pathsToInternet(only('AWS::Lambda::Function', 'Outgoing'));
  expect(JSON.stringify(ask())).toBe(JSON.stringify(ask()));
});
