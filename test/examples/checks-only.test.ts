import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { LlmPipelineChecks, TemplateProofs } from '../../audit';
import { AssistantStack } from '../../examples/checks-only/assistant-stack';

const SOURCE = join(__dirname, '..', '..', 'examples', 'checks-only');

/** The stranger's stack without the two lines: what each of them would say of it. */
function violations(): {
  readonly pack: string[];
  readonly proofs: { readonly rule: string; readonly text: string }[];
} {
  const app = new App({ analyticsReporting: false });
  new AssistantStack(app, 'Assistant', { env: { account: '111122223333', region: 'eu-central-1' } });
  const { directory, stacks } = app.synth();
  const templatePaths = stacks.map(({ templateFullPath }) => templateFullPath);
  try {
    const { violations: proofs } = new TemplateProofs().validate({ templatePaths } as never);
    return {
      pack: new LlmPipelineChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName),
      proofs: proofs.map(({ ruleName, description }) => ({ rule: ruleName, text: description ?? '' })),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

test('two lines in a stranger’s app find what its author overlooked', async () => {
  const { pack, proofs } = violations();
  expect(pack).toContain('LlmPipeline-GuardrailPromptAttack');
  const unguarded = proofs.find(
    ({ rule, text }) => rule === 'Proof-PinnedGuardrail' && text.includes('without a guardrail'),
  );
  expect(unguarded?.text).toMatch(/role\/.*bedrock:InvokeModel .* is allowed by statement 1 of Assistant\/CallModel/);
  const { app } = await import('../../examples/checks-only/app');
  expect(() => app().synth()).toThrow();
});

test('the app itself has two lines of ours, and its stack none', () => {
  const lines = readFileSync(join(SOURCE, 'app.ts'), 'utf8').split('\n');
  expect(lines.filter((line) => line.includes('.addPlugins('))).toHaveLength(2);
  expect(readFileSync(join(SOURCE, 'assistant-stack.ts'), 'utf8')).not.toMatch(/audit|rampart/i);
});
