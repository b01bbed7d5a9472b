import { rmSync } from 'node:fs';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { LlmPipelineChecks } from '../../../../audit/packs/llm/pack';
import { RULES } from '../../../../audit/packs/llm/register';
import { record } from '../../../../audit/packs/recorder';
import { example as bedrock } from '../../../../examples/bedrock-serving';
import { example as sageMaker } from '../../../../examples/sagemaker-serving';

const apps: App[] = [];
afterAll(() => apps.forEach((app) => rmSync(app.outdir, { recursive: true, force: true })));

function openIn(app: App): string[] {
  apps.push(app);
  app.synth();
  return record(new LlmPipelineChecks(), app)
    .filter(({ outcome }) => outcome === 'non-compliant' || outcome === 'not evaluated')
    .map(({ finding, path, detail }) => `${finding} ${path}: ${detail}`);
}

test('the serving examples have nothing open', () => {
  expect(openIn(bedrock())).toEqual([]);
  expect(openIn(sageMaker())).toEqual([]);
});

test('the serving examples are judged: the rules about them do apply', () => {
  const applied = [bedrock(), sageMaker()].flatMap((app) => {
    apps.push(app);
    return record(new LlmPipelineChecks(), app).filter(({ outcome }) => outcome === 'compliant');
  });
  const rules = new Set(applied.map(({ rule }) => rule.replace('LlmPipeline-', '')));
  expect([...rules]).toEqual(
    expect.arrayContaining([
      'SageMaker.4',
      'SageMaker.5',
      'SageMaker.16',
      'ImageDigest',
      'EndpointCaptureKey',
      'EndpointRollback',
    ]),
  );
  expect([...rules]).toEqual(
    expect.arrayContaining([
      'GuardrailPromptAttack',
      'GuardrailVersion',
      'GuardrailEnforcement',
      'InvokeGuardrail',
      'InvokeDeny',
    ]),
  );
});

test('every rule is asked of every resource', () => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Test');
  new CfnModel(stack, 'Model', { enableNetworkIsolation: true });
  const rows = record(new LlmPipelineChecks(), stack);
  expect(rows.map(({ rule }) => rule)).toEqual(RULES.map(({ id }) => `LlmPipeline-${id}`));
});

test('added to an app as a plugin, the pack stops a synthesis that would deploy a model without isolation', () => {
  const app = new App({ analyticsReporting: false });
  apps.push(app);
  Validations.of(app).addPlugins(new LlmPipelineChecks(app));
  new CfnModel(new Stack(app, 'Test'), 'Model', {});
  const report = new LlmPipelineChecks(app).validateScope(app);
  expect(report.violations.map(({ ruleName }) => ruleName)).toContain('LlmPipeline-SageMaker.5');
  expect(() => app.synth()).toThrow();
});

test('an acknowledged finding is accepted by its full id', () => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Test');
  const model = new CfnModel(stack, 'Model', {});
  Validations.of(model).acknowledge({ id: 'LlmPipeline-SageMaker.5', reason: 'the container asks a licence server' });
  const names = new LlmPipelineChecks(stack).validateScope(stack).violations.map(({ ruleName }) => ruleName);
  expect(names).not.toContain('LlmPipeline-SageMaker.5');
  expect(names).toContain('LlmPipeline-ModelVpc');
});
