import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolePolicy } from '../../audit/live/role-policy';
import { ExitCode } from '../../cli/exit-code';
import { run } from '../../cli/run';
import { recorder } from './recorder';

const folder = mkdtempSync(join(tmpdir(), 'rampart-verify-cli-'));
const template = join(folder, 'app.json');
writeFileSync(template, JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key', Properties: {} } } }));
/** An account where no service answers. */
const SILENT = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
};

async function verify(words: readonly string[], environment: Record<string, string> = SILENT) {
  const { terminal, out, err } = recorder({ environment });
  const code = await run(['verify', ...words], terminal);
  return { code, out: out(), err: err() };
}

test('the policy is printed without an account, and is the one that the readers need', async () => {
  const { code, out } = await verify(['--policy'], {});
  expect(code).toBe(ExitCode.CLEAR);
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(rolePolicy())));
});

test('where nothing answers, everything is said to be not readable, and the run ends with 4', async () => {
  const { code, out } = await verify(['--in', template]);
  expect(code).toBe(ExitCode.NOT_EVALUATED);
  expect(out).toMatch(/not readable\s+1/);
  expect(out).toMatch(/in place\s+0/);
  expect(out).toContain('unreachable');
});

test('JSON has the verdict of the run, and a file takes the whole of it', async () => {
  const file = join(folder, 'found.json');
  const { code, out } = await verify(['--in', template, '--format', 'json', '--out', file, '--date', '2026-11-26']);
  expect(code).toBe(ExitCode.NOT_EVALUATED);
  expect(out).toBe(`0 drifted, 0 missing, 0 extra, 1 not readable. It is in ${file}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    exit: 4,
    date: '2026-11-26',
    counts: { 'not readable': 1, 'in place': 0 },
    resources: [{ verdict: 'not readable', logicalId: 'Key' }],
  });
});

test('SARIF is one run of version 2.1.0', async () => {
  const { out } = await verify(['--in', template, '--format', 'sarif', '--no-invariants']);
  expect(JSON.parse(out)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'live/not-readable' }] }] });
});

test.each([
  ['templates that are not there', ['--in', join(folder, 'gone')], SILENT, 'TEMPLATES_MISSING'],
  ['no region', ['--in', template], {}, 'REGION_MISSING'],
  ['a day that is none', ['--in', template, '--date', 'yesterday'], SILENT, 'calendar'],
  ['no whole number of calls', ['--in', template, '--at-once', '0'], SILENT, 'whole number'],
])('%s cannot be verified', async (_, words, environment, said) => {
  const { code, err } = await verify(words, environment);
  expect(code).toBe(ExitCode.UNUSABLE);
  expect(err).toContain(said);
});
