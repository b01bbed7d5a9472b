import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { NestedStack, Stack, Stage, type App } from 'aws-cdk-lib';
import { readTemplates } from '../../../audit/ledger/templates';
import { open } from '../../../audit/result';
import { acknowledge } from '../../../constructs/waiver/acknowledge';
import { addBad, addGood, auditOf, BARE_BUCKET, discardApp, sampleApp, sampleStack } from '../sample-app';

let app: App;
beforeEach(() => {
  app = sampleApp();
});
afterEach(() => discardApp(app));

/** Proofs name a resource as the templates do, which have no construct paths here. */
const FOUND_BY_PACKS = BARE_BUCKET.filter((id) => !id.startsWith('Proof-'));

test('a template is named by its file in the assembly and the hash of its bytes', () => {
  addGood(sampleStack(app));
  const assembly = app.synth();
  const [template] = readTemplates(app, assembly);
  const bytes = readFileSync(join(assembly.directory, 'Sample.template.json'));
  expect(template).toMatchObject({
    stack: 'Sample',
    file: 'Sample.template.json',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    account: '111122223333',
    region: 'eu-central-1',
    types: { 'AWS::KMS::Key': 1, 'AWS::Logs::LogGroup': 1 },
  });
});

test('nested stacks and stages are read too, and their findings found and accepted', async () => {
  const nested = new NestedStack(sampleStack(app), 'Nested');
  const stage = new Stage(app, 'Stage', { env: { account: '111122223333', region: 'eu-central-1' } });
  const staged = new Stack(stage, 'Staged');
  acknowledge(addBad(nested), {
    id: 'ControlTower-CT.S3.PR.1',
    reason: 'a bucket of a test, which is never deployed to any account',
    owner: 'tests',
    expiry: '2027-11-30',
  });
  addBad(staged);
  const result = await auditOf(app);
  expect(result.templates.map(({ path, file }) => `${path} ${file}`)).toEqual([
    'Sample Sample.template.json',
    expect.stringMatching(/^Sample\/Nested SampleNested[A-Z0-9]+\.nested\.template\.json$/),
    expect.stringMatching(/^Stage\/Staged assembly-Stage\/StageStaged[A-Z0-9]+\.template\.json$/),
  ]);
  const found = (path: string): string[] =>
    open(result)
      .findings.filter((row) => row.path === path && row.pack !== 'Proofs')
      .map((row) => row.finding);
  expect(found('Stage/Staged/Bare')).toEqual(FOUND_BY_PACKS);
  expect(found('Sample/Nested/Bare')).toEqual(FOUND_BY_PACKS.filter((id) => id !== 'ControlTower-CT.S3.PR.1'));
  expect(result.problems).toEqual([]);
});

test('a template that is gone is an error that names it', () => {
  addGood(sampleStack(app));
  const assembly = app.synth();
  rmSync(join(assembly.directory, 'Sample.template.json'));
  expect(() => readTemplates(app, assembly)).toThrow(expect.objectContaining({ code: 'TEMPLATE_UNREADABLE' }));
});
