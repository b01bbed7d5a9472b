import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode } from '../../cli/exit-code';
import { run } from '../../cli/run';
import type { Terminal } from '../../cli/terminal';
import { scenarioText } from '../lib/config/scenario';
import { recorder } from './recorder';

const folder = mkdtempSync(join(tmpdir(), 'rampart-cli-'));
const good = join(folder, 'good.yaml');
const bad = join(folder, 'bad.yaml');
writeFileSync(good, scenarioText({}));
writeFileSync(bad, scenarioText({ change: { '10.40.0.0/20': '10.40.3.0/20', 'alarms:': 'alarm:' } }));
afterAll(() => rmSync(folder, { recursive: true }));

async function rampart(line: readonly string[], overrides: Partial<Terminal> = {}) {
  const record = recorder(overrides);
  const code = await run(line, record.terminal);
  return { code, out: record.out(), err: record.err() };
}

test.each([
  [['--help'], ['audit', 'access', 'check', 'schema', 'Exit codes:', 'Examples:']],
  [
    ['audit', '--help'],
    ['--config', '--out', '--format', '--date', '--quiet', 'Exit codes:', 'Examples:'],
  ],
  [
    ['access', '--help'],
    ['--role', '--class', 'csv', 'Examples:'],
  ],
  [
    ['check', '--help'],
    ['--config', 'Examples:'],
  ],
  [['help', 'audit'], ['--out']],
])('rampart %j tells everything on standard output, and exits 0', async (words, parts) => {
  const { code, out, err } = await rampart(words);

  expect(code).toBe(ExitCode.CLEAR);
  expect(err).toBe('');
  for (const part of parts) expect(out).toContain(part);
});

test('--version is the version of the package', async () => {
  const { version } = jest.requireActual<{ version: string }>('../../package.json');

  expect(await rampart(['--version'])).toEqual({ code: ExitCode.CLEAR, out: `${version}\n`, err: '' });
});

test.each([
  [['audti'], 'Did you mean audit?'],
  [['check', '--confg', 'x'], 'Did you mean --config?'],
  [['audit', '--format', 'xml'], 'table, json'],
  [['audit', '--date', '2026-02-30'], 'YYYY-MM-DD'],
  [['audit', '--date', 'tomorrow'], 'YYYY-MM-DD'],
  [['audit', '--out'], 'argument missing'],
  [['check', good, 'other.yaml'], 'too many arguments'],
  [['check', good, '--config', bad], 'Name one of them'],
  [['access', good, '--class', 'secret'], 'raw, curated'],
  [['access', good, '--role', 'nobody'], 'The roles are ingest'],
  [['audit', good, '--out', good], 'must be a folder'],
  [[], 'Usage: rampart'],
])('rampart %j is refused with a way out, and exits 2', async (words, part) => {
  const { code, out, err } = await rampart(words);

  expect(code).toBe(ExitCode.UNUSABLE);
  expect(out).toBe('');
  expect(err).toContain(part);
  expect(err).not.toMatch(/^\s+at /m);
});

test('without a config, and without rampart.yaml, it says what to do', async () => {
  const { code, err } = await rampart(['audit']);

  expect(code).toBe(ExitCode.UNUSABLE);
  expect(err).toMatch(/no rampart\.yaml in this folder.+copy of config\/minimal\.yaml/);
});

test('a config named by argument and by option is the same config', async () => {
  const named = await rampart(['check', good]);

  expect(named).toMatchObject({ code: ExitCode.CLEAR, err: '' });
  expect(await rampart(['check', '--config', good])).toEqual(named);
  expect(await rampart(['check', good, '-c', good])).toEqual(named);
});

test('every problem of a config is told with its place, and nothing on standard output', async () => {
  const { code, out, err } = await rampart(['check', bad]);

  expect(code).toBe(ExitCode.OPEN);
  expect(out).toBe('');
  expect(err).toContain(`${bad} cannot be used: 3 problems.`);
  expect(err).toContain(
    `${bad}:6:18  network.ranges.all  CIDR_MISALIGNED\n  got      '10.40.3.0/20'\n  allowed  a range`,
  );
  expect(err).toContain('hint     Did you mean alarms?');
  expect(err).not.toMatch(/^\s+at /m);
});

test.each([['--format', 'json'], ['--format=json'], ['-f', 'json'], ['-fjson']])(
  'with %s a program gets the problems as JSON',
  async (...format) => {
    const { code, out } = await rampart(['check', bad, ...format]);

    expect(code).toBe(ExitCode.OPEN);
    expect(JSON.parse(out)).toMatchObject({ usable: false, problems: [{ path: 'alarms' }, { line: 6 }, { line: 18 }] });
  },
);

test('a stack trace comes with RAMPART_DEBUG=1 only', async () => {
  const { err } = await rampart(['check', bad], { environment: { RAMPART_DEBUG: '1' } });

  expect(err).toMatch(/^\s+at /m);
});

test.each([
  ['a terminal', { errIsTty: true }, [], true],
  ['a pipe', {}, [], false],
  ['NO_COLOR', { errIsTty: true, environment: { NO_COLOR: '1' } }, [], false],
  ['--no-color', { errIsTty: true }, ['--no-color'], false],
  ['a dumb terminal', { errIsTty: true, environment: { TERM: 'dumb' } }, [], false],
])('colours for %s', async (_, overrides, words, coloured) => {
  const { err } = await rampart([...words, 'check', bad], overrides);

  expect(err.includes('\u001b[')).toBe(coloured);
});

test('problems are wrapped to the terminal', async () => {
  const { err } = await rampart(['check', bad], { columns: 60 });
  const told = err.split('\n').filter((line) => line.startsWith('  '));

  expect(told.length).toBeGreaterThan(6);
  for (const line of told) expect(line.length).toBeLessThanOrEqual(60);
});

test('the schema is printed as the file that editors are given', async () => {
  const { code, out } = await rampart(['schema']);

  expect(code).toBe(ExitCode.CLEAR);
  expect(JSON.parse(out)).toEqual(jest.requireActual('../../config/rampart.schema.json'));
});
