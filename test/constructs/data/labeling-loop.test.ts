import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LabelingLoop, type LabelingLoopProps } from '../../../constructs/data/labeling-loop';
import { VaultAccess } from '../../../constructs/vault/vault-door';
import { humanLabels } from '../../../stages/data/run/human-labels';
import { discard, openFindings, testStack } from '../../support/compliance';
import { bucketName, ORGANIZATION, role } from './world';

const stacks: Stack[] = [];
afterAll(() => stacks.forEach(discard));

function loop(change: Partial<LabelingLoopProps> = {}): { readonly stack: Stack; readonly made: LabelingLoop } {
  const stack = testStack();
  stacks.push(stack);
  const made = new LabelingLoop(stack, 'Loop', {
    name: 'acme-llm',
    organizationId: ORGANIZATION,
    dataset: 'mails',
    schema: 'mail-spam@1',
    curatedBucketName: bucketName('curated'),
    curatedKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/1'),
    labelers: [
      { id: 'ada', principalArn: role('people/ada') },
      { id: 'grace', principalArn: role('people/grace') },
    ],
    leadPrincipalArns: [role('people/lead')],
    ...change,
  });
  return { stack, made };
}

test('each labeller has a role of the own, which only that person takes, with a second factor', () => {
  const roles = Template.fromStack(loop().stack).findResources('AWS::IAM::Role');
  const trusts = Object.values(roles).map(({ Properties }) => {
    const { RoleName, AssumeRolePolicyDocument } = Properties as {
      RoleName: string;
      AssumeRolePolicyDocument: { Statement: { Condition: Record<string, Record<string, unknown>> }[] };
    };
    const [{ Condition } = { Condition: {} }] = AssumeRolePolicyDocument.Statement;
    return [RoleName, Condition['ArnEquals']?.['aws:PrincipalArn'], Condition['Bool']];
  });
  const factor = { 'aws:MultiFactorAuthPresent': 'true' };
  expect(trusts).toEqual([
    ['acme-llm-label-ada', [role('people/ada')], factor],
    ['acme-llm-label-grace', [role('people/grace')], factor],
    ['acme-llm-label-lead', [role('people/lead')], factor],
  ]);
});

test('its doors are one a labeller and part, and the lead’s: nobody writes another’s journal', () => {
  const writes = loop()
    .made.doors.filter(({ access }) => access === VaultAccess.WRITE)
    .map(({ principalArn, prefix }) => [principalArn, prefix]);
  expect(writes).toEqual([
    [role('acme-llm-label-ada'), 'datasets/mails/labels/mail-spam@1.ada.jsonl'],
    [role('acme-llm-label-grace'), 'datasets/mails/labels/mail-spam@1.grace.jsonl'],
    [role('acme-llm-label-lead'), 'datasets/mails/tasks/'],
  ]);
});

test('the journal is where the pipeline looks for it, and carries the labeller’s name there', async () => {
  const listed: string[] = [];
  const store = { list: (prefix: string) => (listed.push(prefix), Promise.resolve([])) };
  const schema = { id: 'mail-spam', version: 1 } as Parameters<typeof humanLabels>[1];
  await humanLabels(store as unknown as Parameters<typeof humanLabels>[0], schema, 1);
  const [prefix = 'none'] = listed;
  const journal = loop().made.doors.find(({ access }) => access === VaultAccess.WRITE)?.prefix;
  expect(journal?.slice(`datasets/mails/${prefix}`.length)).toBe('ada.jsonl');
  expect(journal?.startsWith(`datasets/mails/${prefix}`)).toBe(true);
});

test('of Ground Truth nothing is made unless it is asked for', () => {
  expect(JSON.stringify(Template.fromStack(loop().stack).toJSON())).not.toMatch(/sagemaker|ground-truth/i);
});

test('asked for, its role reads its tasks, writes its answers, calls the named functions, and nothing else', () => {
  const functionArns = ['arn:aws:lambda:eu-central-1:111122223333:function:consolidate'];
  const { stack, made } = loop({ groundTruth: { functionArns } });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::IAM::Role', { RoleName: 'acme-llm-label-ground-truth' });
  expect(openFindings(stack)).toEqual([]);
  const doors = made.doors.filter(({ principalArn }) => principalArn.endsWith('label-ground-truth'));
  expect(doors.map(({ access, prefix }) => `${access} ${prefix}`)).toEqual([
    'read datasets/mails/tasks/ground-truth/',
    'read datasets/mails/labels/ground-truth/',
    'write datasets/mails/labels/ground-truth/',
  ]);
});

test.each<[string, Partial<LabelingLoopProps>]>([
  ['LABELER_INVALID', { labelers: [{ id: 'Ada', principalArn: role('a') }] }],
  ['LABELER_INVALID', { labelers: [{ id: 'lead', principalArn: role('a') }] }],
  ['LABELER_TWICE', { labelers: ['a', 'b'].map((name) => ({ id: 'ada', principalArn: role(name) })) }],
  ['LEAD_LABELS', { leadPrincipalArns: [role('people/ada')] }],
  ['SCHEMA_NAME_INVALID', { schema: 'mail-spam' }],
  ['DATASET_NAME_INVALID', { dataset: 'mails/other' }],
])('%s is said of %j', (code, change) => {
  expect(() => loop(change)).toThrow(expect.objectContaining({ code }));
});
