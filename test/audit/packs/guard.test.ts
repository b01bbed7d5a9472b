import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import type { App } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { readTemplates } from '../../../audit/ledger/templates';
import { controlTower } from '../../../audit/packs/guard';
import { parseGuardOutput } from '../../../audit/packs/guard-output';
import { guardRules } from '../../../audit/packs/guard-rules';
import { addBad, addGood, DATE, discardApp, sampleApp, sampleStack } from '../sample-app';

let app: App;
beforeEach(() => {
  app = sampleApp();
  const stack = sampleStack(app);
  addGood(stack);
  addBad(stack);
  addBad(stack, 'Other');
  const other = sampleStack(app, 'Second');
  new CfnQueue(other, 'Queue');
  new CfnFunction(other, 'Function', {
    role: 'arn:aws:iam::111122223333:role/r',
    code: { zipFile: ' ' },
    runtime: 'nodejs22.x',
    handler: 'index.handler',
  });
});
afterEach(() => discardApp(app));

test('names the violations that the validator of CDK names, resource by resource', async () => {
  const assembly = app.synth();
  const templates = readTemplates(app, assembly);
  const rows = await controlTower(templates, DATE);
  const nameOf = new Map(guardRules().map((rule) => [`ControlTower-${rule.id}`, rule.name]));
  const ours = rows
    .filter((row) => row.outcome === 'non-compliant')
    .map((row) => `${row.stack} ${nameOf.get(row.rule)} ${row.logicalId}`);
  const report = new CfnGuardValidator().validate({
    appConstruct: app,
    templatePaths: templates.map((template) => template.absolutePath),
  });
  const theirs = report.violations.flatMap((violation) =>
    violation.violatingResources.map(({ resourceLogicalId, templatePath }) => {
      const template = templates.find(({ absolutePath }) => absolutePath === templatePath);
      return `${template?.stack} ${violation.ruleName} ${resourceLogicalId}`;
    }),
  );
  expect(ours.length).toBeGreaterThan(20);
  expect([...ours].sort()).toEqual([...new Set(theirs)].sort());
});

test('every rule has a row for each template, and the passes are those that Guard reports', async () => {
  const rows = await controlTower(readTemplates(app, app.synth()));
  for (const stack of ['Sample', 'Second']) {
    const rules = new Set(rows.filter((row) => row.stack === stack).map((row) => row.rule));
    expect(rules.size).toBe(guardRules().length);
  }
  const passed = rows.filter((row) => row.outcome === 'compliant').map((row) => `${row.stack} ${row.rule}`);
  expect(passed).toContain('Sample ControlTower-CT.KMS.PR.1');
  expect(passed).not.toContain('Second ControlTower-CT.KMS.PR.1');
  expect(rows.filter((row) => row.outcome === 'not evaluated')).toEqual([]);
});

test('all 237 rules carry their control id and words', () => {
  const rules = guardRules();
  expect(rules).toHaveLength(237);
  expect(
    rules.filter(({ id, title, types }) => !/^CT\.[A-Z0-9]+/.test(id) || title === '' || types.length === 0),
  ).toEqual([]);
});

test('a machine without the binary has rows that say so, and none that pass', async () => {
  const rows = await controlTower(readTemplates(app, app.synth()), DATE, { missing: 'no binary for this machine' });
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    expect(row).toMatchObject({ outcome: 'not evaluated', cause: 'unavailable', detail: 'no binary for this machine' });
  }
});

test.each([
  ['breaks off', '#!/bin/sh\necho trouble >&2\nexit 3\n', /status 3: trouble/],
  ['writes no report', '#!/bin/sh\nexit 0\n', /can't be read/],
  ['reports on nothing', '#!/bin/sh\necho "[]"\n', /reported nothing about this rule/],
])('a Guard that %s is not evaluated, and open', async (_what, script, detail) => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-fake-guard-'));
  const path = join(folder, 'cfn-guard');
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  const rows = await controlTower(readTemplates(app, app.synth()), DATE, { path });
  rmSync(folder, { recursive: true });
  const failed = rows.filter((row) => row.outcome !== 'not applicable');
  expect(failed.length).toBeGreaterThan(0);
  for (const row of failed) {
    expect(row).toMatchObject({ outcome: 'not evaluated', cause: 'threw', detail: expect.stringMatching(detail) });
  }
});

test('what a check was held against is not taken for the violating resource', () => {
  const clause = {
    Clause: {
      Binary: {
        check: {
          Resolved: {
            from: { path: '/Resources/Culprit/Properties/Key[L:3,C:4]', value: 'a' },
            to: { path: '/Resources/Innocent/Properties/Key', value: 'b' },
          },
        },
      },
    },
  };
  const report = [
    { name: 't', not_compliant: [{ Rule: { name: 'r', checks: [clause] } }], compliant: [], not_applicable: ['r'] },
  ];
  expect([...(parseGuardOutput(JSON.stringify(report))[0]?.violated ?? [])]).toEqual([['r', ['Culprit']]]);
});
