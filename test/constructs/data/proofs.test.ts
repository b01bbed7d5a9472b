import { rmSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { example as labels } from '../../../examples/labeling-loop';
import { example as watch } from '../../../examples/data-watch';
import { StageRole } from '../../../constructs/identity/stage-role';
import { Trust } from '../../../constructs/identity/trust';
import { openFindings } from '../../support/compliance';
import { openInOurPack, proven } from './open';
import { appOf, dataStage, ORGANIZATION } from './world';

jest.setTimeout(240_000);

const apps: App[] = [];
afterAll(() => apps.forEach((app) => rmSync(app.outdir, { recursive: true, force: true })));

function kept(app: App): App {
  apps.push(app);
  return app;
}

test.each([
  ['the pipeline with its watch', watch],
  ['the labelling loop', labels],
])('of the example of %s nothing is refuted and nothing left open, by proofs and by our own pack', (_, example) => {
  const app = kept(example());
  const { proved, open } = proven(app);
  expect(open).toEqual([]);
  expect(proved).toBeGreaterThan(10);
  expect(openInOurPack(app)).toEqual([]);
});

test('nor of the whole stage, with keys, vaults and doors, there by all six packs', () => {
  const stack = dataStage();
  const { proved, open, invariants } = proven(kept(appOf(stack)));
  expect([...openFindings(stack), ...openInOurPack(appOf(stack))]).toEqual([]);
  expect(open).toEqual([]);
  expect(proved).toBeGreaterThan(100);
  expect(invariants).toEqual(
    expect.arrayContaining(['Proof-Escalation', 'Proof-StatementScope', 'Proof-StoreSettings']),
  );
});

test('a role beside them that may replace the code of data-map is found: it would act as that role', () => {
  const stack = dataStage();
  const functions = stack.node.findAll().filter((node): node is LambdaFunction => node instanceof LambdaFunction);
  expect(functions).toHaveLength(2);
  new StageRole(stack, 'Intruder', {
    name: 'acme-llm',
    stage: 'intruder',
    organizationId: ORGANIZATION,
    trust: Trust.lambda('111122223333'),
    statements: [
      new PolicyStatement({
        actions: ['lambda:UpdateFunctionCode'],
        resources: ['arn:aws:lambda:eu-central-1:111122223333:function:acme-llm-data-map'],
      }),
    ],
  });
  const { open } = proven(kept(appOf(stack)));
  expect(open.some((one) => one.startsWith('Proof-Escalation refuted') && one.includes('acme-llm-data-map'))).toBe(
    true,
  );
});
