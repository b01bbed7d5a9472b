import type { App } from 'aws-cdk-lib';
import { open } from '../../../audit/result';
import { readTemplates } from '../../../audit/ledger/templates';
import { cloudFormation } from '../../../audit/packs/cloudformation';
import { addBad, addGood, auditOf, DATE, discardApp, sampleApp, sampleStack } from '../sample-app';

let app: App;
beforeEach(() => {
  app = sampleApp();
});
afterEach(() => discardApp(app));

test("CDK's own validation finds a property that does not exist, and says that it read the other template", async () => {
  const bad = addBad(sampleStack(app));
  bad.addPropertyOverride('NoSuchProperty', true);
  addGood(sampleStack(app, 'Good'));
  const result = await auditOf(app, { validateTemplates: true, packs: [] });
  const rows = result.rows.filter((row) => row.pack === 'CloudFormation');
  expect(rows).toEqual([
    expect.objectContaining({ stack: 'Good', logicalId: '', outcome: 'compliant' }),
    expect.objectContaining({
      finding: 'CloudFormation-F3002',
      path: 'Sample/Bare',
      resourceType: 'AWS::S3::Bucket',
      outcome: 'non-compliant',
      detail: expect.stringContaining('NoSuchProperty'),
    }),
  ]);
  expect(result.tools).toHaveProperty('@aws/cloudformation-validate');
}, 60_000);

test('a validation that breaks off is not evaluated, and open', async () => {
  addGood(sampleStack(app));
  const templates = readTemplates(app, app.synth()).map((template) => ({ ...template, absolutePath: '/nowhere.json' }));
  const { rows } = await cloudFormation(templates, DATE);
  expect(rows).toEqual([expect.objectContaining({ outcome: 'not evaluated', cause: 'threw' })]);
  expect(open({ rows, problems: [] }).count).toBe(1);
}, 60_000);

test('switched off, it is listed as not evaluated and not as passed', async () => {
  addGood(sampleStack(app));
  const rows = (await auditOf(app)).rows.filter((row) => row.pack === 'CloudFormation');
  expect(rows).toEqual([expect.objectContaining({ outcome: 'not evaluated', cause: 'unavailable' })]);
});
