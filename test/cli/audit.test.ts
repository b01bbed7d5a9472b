import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { App, CfnWaitConditionHandle, Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { verifyEvidence } from '../../audit/evidence/verify';
import { run } from '../../cli/run';
import type { Terminal } from '../../cli/terminal';
import { synthesize } from '../../lib/synthesize';
import { scenarioText } from '../lib/config/scenario';
import { recorder } from './recorder';

// The blueprint has its own tests: here a small app stands in for it, and all else is real.
jest.mock('../../lib/synthesize');

const folder = mkdtempSync(join(tmpdir(), 'rampart-audit-'));
const config = join(folder, 'rampart.yaml');
writeFileSync(config, scenarioText({}));
afterAll(() => rmSync(folder, { recursive: true }));
jest.setTimeout(60_000);

const PLAIN_TERMINAL = { errIsTty: true, environment: { NO_COLOR: '1' } };

/** The platform is one stack: a bucket that nobody secured, or a handle that has nothing to secure. Or it breaks. */
function platformOf(kind: 'bucket' | 'handle' | 'broken'): void {
  jest.mocked(synthesize).mockImplementation((_, outdir) => {
    if (kind === 'broken') throw new TypeError('the blueprint broke');
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, 'platform', { env: { account: '111122223333', region: 'eu-central-1' } });
    if (kind === 'bucket') new CfnBucket(stack, 'Open');
    else new CfnWaitConditionHandle(stack, 'Handle');
    return { app, assembly: app.synth() };
  });
}

async function audit(words: readonly string[], overrides: Partial<Terminal> = {}) {
  const record = recorder(overrides);
  const code = await run(['audit', config, ...words], record.terminal);
  return { code, out: record.out(), err: record.err() };
}

test('with nothing open it exits 0, shows the time of each step, and leaves evidence with its templates', async () => {
  platformOf('handle');
  const out = join(folder, 'clear');
  const told = await audit(['--out', out, '--date', '2027-03-04'], PLAIN_TERMINAL);

  expect(told.code).toBe(0);
  expect(told.out).toContain('Nothing is open.');
  expect(told.out).toMatch(/step +time\nconfig +\d+\.\d\d s\nsynthesis +/);
  expect(told.err).toContain('✓ cdk-nag packs');
  expect(told.err).toMatch(/✓ evidence[^\n]+\n$/);
  expect(readdirSync(out)).toEqual(expect.arrayContaining(['index.html', 'ledger.csv', 'ledger.json', 'templates']));
  expect(readdirSync(join(out, 'templates'))).toContain('platform.template.json');

  const ledger = readFileSync(join(out, 'ledger.json'), 'utf8');
  expect(ledger).toContain('2027-03-04');
  expect(ledger).toContain(createHash('sha256').update(readFileSync(config)).digest('hex'));
});

test('the evidence is intact until a template in it is altered', async () => {
  platformOf('handle');
  const out = join(folder, 'held');
  await audit(['--out', out]);
  expect(verifyEvidence(out)).toEqual({ files: 5, faults: [] });
  writeFileSync(join(out, 'templates', 'platform.template.json'), '{}');
  expect(verifyEvidence(out).faults).toEqual([{ file: 'templates/platform.template.json', fault: 'altered' }]);
});

test('a folder named from here is judged like one named in full', async () => {
  platformOf('bucket');
  const full = join(folder, 'full');
  const fromHere = join(folder, 'from-here');
  await audit(['--out', full, '--date', '2027-03-04']);
  await audit(['--out', relative(process.cwd(), fromHere), '--date', '2027-03-04']);

  const ledger = readFileSync(join(fromHere, 'ledger.csv'), 'utf8');
  expect(ledger).toMatch(/^ControlTower,ControlTower-CT\.S3\.PR\.\d+,[^\n]*non-compliant/m);
  expect(ledger).toBe(readFileSync(join(full, 'ledger.csv'), 'utf8'));
});

test('with something open it exits 1 and names it', async () => {
  platformOf('bucket');
  const { code, out, err } = await audit(['--out', join(folder, 'open')]);

  expect(code).toBe(1);
  expect(err).toBe('');
  expect(out).toMatch(/AwsSolutions-S1 non-compliant\n {2}.+\n {2}platform\/Open\n/);
  expect(out).toMatch(/\d+ things are open\./);
});

test('as JSON standard output is one document, even on a terminal', async () => {
  platformOf('bucket');
  const { code, out } = await audit(['--out', join(folder, 'json'), '--format', 'json'], PLAIN_TERMINAL);
  const verdict = JSON.parse(out) as {
    readonly open: number;
    readonly findings: readonly { readonly finding: string }[];
  };

  expect(code).toBe(1);
  expect(verdict.open).toBe(verdict.findings.length);
  expect(verdict.findings.map(({ finding }) => finding)).toContain('AwsSolutions-S1');
  expect(verdict).toMatchObject({ config, date: '2026-11-01', accepted: { waivers: [] } });
});

test('--quiet says nothing with nothing open; templates of an earlier run are gone, what else stood there is not', async () => {
  platformOf('handle');
  const out = join(folder, 'clear');
  writeFileSync(join(out, 'templates', 'gone.template.json'), '{}');
  writeFileSync(join(out, 'notes.txt'), 'mine');

  expect(await audit(['--out', out, '--quiet'], PLAIN_TERMINAL)).toEqual({ code: 0, out: '', err: '' });
  expect(existsSync(join(out, 'templates', 'gone.template.json'))).toBe(false);
  expect(existsSync(join(out, 'notes.txt'))).toBe(true);
});

test('a folder that the CDK did not write is not emptied', async () => {
  platformOf('broken');
  const notes = join(folder, 'mine', 'templates', 'notes.txt');
  mkdirSync(join(notes, '..'), { recursive: true });
  writeFileSync(notes, 'mine');
  await audit(['--out', join(folder, 'mine')]);

  expect(existsSync(notes)).toBe(true);
});

test('what fails inside is said in a sentence, exits 3, and leaves no half line', async () => {
  platformOf('broken');
  const { code, out, err } = await audit(['--out', join(folder, 'broken')], PLAIN_TERMINAL);

  expect(code).toBe(3);
  expect(out).toBe('');
  expect(err).toMatch(/✗ synthesis\nRampart failed: the blueprint broke\n/);
  expect(err).not.toMatch(/^\s+at /m);
});
