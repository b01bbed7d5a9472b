import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, CfnParameter, CfnResource, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnAgent, CfnGuardrail, CfnGuardrailVersion } from 'aws-cdk-lib/aws-bedrock';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnModel, CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { outcomeOf, rowsOf } from './judge';

const env = { account: '111122223333', region: 'eu-central-1' };
const NOTEBOOK = { roleArn: 'arn:aws:iam::111122223333:role/r', instanceType: 'ml.t3.medium' };

function stack(app: App = new App({ analyticsReporting: false }), id = 'Test'): Stack {
  return new Stack(app, id, { env });
}

test('an override cannot hide behind a good property, nor a good override behind a bad one', () => {
  const one = stack();
  const model = new CfnModel(one, 'R', { enableNetworkIsolation: true });
  expect(outcomeOf(one, 'SageMaker.5')).toBe('compliant');
  model.addPropertyOverride('EnableNetworkIsolation', false);
  expect(outcomeOf(one, 'SageMaker.5')).toBe('non-compliant');
  model.addPropertyDeletionOverride('EnableNetworkIsolation');
  expect(outcomeOf(one, 'SageMaker.5')).toBe('non-compliant');
  model.addPropertyOverride('EnableNetworkIsolation', 'true');
  expect(outcomeOf(one, 'SageMaker.5')).toBe('compliant');
});

test('an override of the type is judged by what is deployed', () => {
  const one = stack();
  const other = new CfnResource(one, 'R', { type: 'AWS::SNS::Topic' });
  other.addOverride('Type', 'AWS::SageMaker::Model');
  expect(outcomeOf(one, 'SageMaker.5')).toBe('non-compliant');
});

test('resources that come from a template are judged as if they were written here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-include-'));
  const templateFile = join(folder, 'template.json');
  const notebook = { InstanceType: 'ml.t3.medium', RoleArn: NOTEBOOK.roleArn };
  writeFileSync(
    templateFile,
    JSON.stringify({
      Parameters: { Root: { Type: 'String' } },
      Conditions: { Same: { 'Fn::Equals': [{ Ref: 'Root' }, 'x'] } },
      Resources: {
        Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } },
        Good: {
          Type: 'AWS::SageMaker::NotebookInstance',
          Properties: { ...notebook, RootAccess: 'Disabled', KmsKeyId: { Ref: 'Key' } },
        },
        Bad: { Type: 'AWS::SageMaker::NotebookInstance', Properties: notebook },
        Unknown: {
          Type: 'AWS::SageMaker::NotebookInstance',
          Properties: {
            ...notebook,
            RootAccess: { Ref: 'Root' },
            KmsKeyId: { 'Fn::If': ['Same', 'k', { Ref: 'AWS::NoValue' }] },
          },
        },
      },
    }),
  );
  const one = stack();
  new CfnInclude(one, 'Include', { templateFile });
  rmSync(folder, { recursive: true });
  const outcomes = (rule: string): string[] => ['Good', 'Bad', 'Unknown'].map((id) => outcomeOf(one, rule, id));
  expect(outcomes('SageMaker.3')).toEqual(['compliant', 'non-compliant', 'not evaluated']);
  expect(outcomes('SageMaker.21')).toEqual(['compliant', 'non-compliant', 'not evaluated']);
});

test('a key of another stack is a key, before synthesis and after it', () => {
  const app = new App({ analyticsReporting: false });
  const key = new Key(stack(app, 'Keys'), 'Key');
  const one = stack(app);
  const notebook = new CfnNotebookInstance(one, 'R', { ...NOTEBOOK, kmsKeyId: key.keyArn });
  app.synth();
  expect(one.resolve(notebook.kmsKeyId)).toHaveProperty('Fn::ImportValue');
  expect(outcomeOf(app, 'SageMaker.21')).toBe('compliant');
});

test('an import of what no stack of the app exports is not evaluated, and one of something else is no key', () => {
  const app = new App({ analyticsReporting: false });
  const one = stack(app);
  new CfnNotebookInstance(one, 'R', { ...NOTEBOOK, kmsKeyId: Fn.importValue('elsewhere') });
  new CfnNotebookInstance(one, 'Aws', { ...NOTEBOOK, kmsKeyId: Fn.importValue('aws-key') });
  new CfnOutput(stack(app, 'Other'), 'Out', { value: 'alias/aws/sagemaker', exportName: 'aws-key' });
  expect(outcomeOf(app, 'SageMaker.21')).toBe('not evaluated');
  expect(outcomeOf(app, 'SageMaker.21', 'Aws')).toBe('non-compliant');
});

test('what a parent hands to a nested stack is followed', () => {
  const one = stack();
  const nested = new NestedStack(one, 'Nested', { parameters: { Root: 'Enabled' } });
  const root = new CfnParameter(nested, 'Root');
  new CfnNotebookInstance(nested, 'R', { ...NOTEBOOK, rootAccess: root.valueAsString });
  expect(outcomeOf(one, 'SageMaker.3')).toBe('non-compliant');
});

test('a condition whose two sides are equal hides nothing', () => {
  const one = stack();
  const same = Fn.conditionIf('Any', 'Disabled', 'Disabled');
  new CfnNotebookInstance(one, 'R', { ...NOTEBOOK, rootAccess: same.toString() });
  expect(outcomeOf(one, 'SageMaker.3')).toBe('compliant');
});

test('a condition between two objects hides nothing that they agree on, and passes nothing that they do not', () => {
  const one = stack();
  const config = (mode: string, image: string): object => ({
    Image: image,
    ImageConfig: { RepositoryAccessMode: mode },
  });
  const model = new CfnModel(one, 'R', {});
  model.addPropertyOverride('PrimaryContainer', { 'Fn::If': ['Any', config('Vpc', 'a'), config('Vpc', 'b')] });
  expect(outcomeOf(one, 'SageMaker.16')).toBe('compliant');
  model.addPropertyOverride('PrimaryContainer', { 'Fn::If': ['Any', config('Vpc', 'a'), config('Platform', 'b')] });
  expect(outcomeOf(one, 'SageMaker.16')).toBe('not evaluated');
});

test('a guardrail version made here pins an agent, written with the constructs of CDK', () => {
  const one = stack();
  const guardrail = new CfnGuardrail(one, 'Guardrail', {
    name: 'g',
    blockedInputMessaging: 'no',
    blockedOutputsMessaging: 'no',
  });
  const version = new CfnGuardrailVersion(one, 'Version', { guardrailIdentifier: guardrail.attrGuardrailId });
  const agent = new CfnAgent(one, 'R', {
    agentName: 'a',
    guardrailConfiguration: { guardrailIdentifier: guardrail.attrGuardrailId, guardrailVersion: version.attrVersion },
  });
  expect(outcomeOf(one, 'GuardrailVersion')).toBe('compliant');
  agent.guardrailConfiguration = {
    guardrailIdentifier: guardrail.attrGuardrailId,
    guardrailVersion: guardrail.attrVersion,
  };
  expect(outcomeOf(one, 'GuardrailVersion')).toBe('non-compliant');
});

test('a row that is not evaluated says which property is unresolved', () => {
  const one = stack();
  const root = new CfnParameter(one, 'Root');
  new CfnNotebookInstance(one, 'R', { ...NOTEBOOK, rootAccess: root.valueAsString });
  const row = rowsOf(one).find(({ rule }) => rule === 'LlmPipeline-SageMaker.3');
  expect(row).toMatchObject({
    outcome: 'not evaluated',
    detail: expect.stringContaining('RootAccess is unresolved: {"Ref":"Root"}'),
  });
});

test.each([[null], [7], ['text'], [[]], [{ 'Fn::Transform': { Name: 'x' } }], [{ 'Fn::If': 'broken' }], [[[]]], [{}]])(
  'odd content (%j) wherever an object or a list is expected never passes for a good value',
  (odd) => {
    const one = stack();
    new CfnResource(one, 'R', {
      type: 'AWS::SageMaker::DataQualityJobDefinition',
      properties: {
        NetworkConfig: odd,
        JobResources: odd,
        DataQualityAppSpecification: odd,
        DataQualityJobOutputConfig: odd,
      },
    });
    const passed = rowsOf(one).filter(({ outcome }) => outcome === 'compliant');
    expect(passed).toEqual([]);
  },
);
