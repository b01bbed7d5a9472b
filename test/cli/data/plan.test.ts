import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus, planText, rampart } from './world';

const SCENARIOS = join(__dirname, '..', '..', 'scenarios', 'data', 'plan');
const { folder, plan } = corpus();
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'no-text.jsonl'), '{"text":"a"}\n{"body":"b"}\n');

interface Problem {
  readonly line?: number;
  readonly path?: string;
  readonly code: string;
  readonly got?: string;
  readonly allowed?: string;
  readonly hint?: string;
}

/** A case of `test/scenarios/data/plan`; its README tells what each part means. */
interface Scenario {
  readonly title: string;
  readonly text?: string;
  readonly change?: Readonly<Record<string, unknown>>;
  readonly problems?: readonly Problem[];
  readonly refused?: readonly string[];
}

const scenarios = readdirSync(SCENARIOS)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(join(SCENARIOS, name), 'utf8')) as Scenario[]);

test.each(scenarios.map((one) => [one.title, one] as const))('a plan with %s is refused', async (_, scenario) => {
  const { text, change = {}, problems = [], refused = [] } = scenario;
  const file = join(folder, 'bad.yaml');
  writeFileSync(file, text ?? withChange(change));
  const workspace = join(folder, 'untouched');
  const { code, out, err } = await rampart(['run', file, '-w', workspace, '--format', 'json']);
  expect(existsSync(workspace)).toBe(false);
  expect(err).not.toMatch(/^\s+at /m);
  if (problems.length === 0) {
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(refused.length).toBeGreaterThan(1);
    for (const part of refused) expect(err).toContain(part.replace('plan.yaml', file));
    return;
  }
  expect(code).toBe(1);
  const told = (JSON.parse(out) as { problems: readonly (Problem & { file: string })[] }).problems;
  expect(told.map((one) => one.code)).toEqual(problems.map((one) => one.code));
  for (const [at, { line, path, got = '', allowed = '', hint }] of problems.entries()) {
    const said = told[at]!;
    expect(said.file).toBe(file);
    if (line !== undefined) expect(said.line).toBe(line);
    if (path !== undefined) expect(said.path).toBe(path);
    expect(said.got).toContain(got);
    expect(said.allowed).toContain(allowed);
    if (hint !== undefined) expect(said.hint).toContain(hint);
    // People are told the same.
    expect(err).toContain(said.code);
    if (said.line !== undefined) expect(err).toContain(`${file}:${said.line}`);
  }
});

function withChange(change: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries({ ...(JSON.parse(planText()) as object), ...change });
  return JSON.stringify(Object.fromEntries(entries.filter(([, value]) => value !== null)), null, 2);
}

test.each([
  [['run'], "missing required argument 'plan'"],
  [['run', 'PLAN', '--workers', '0'], 'It must be a whole number above 0.'],
  [['run', 'PLAN', '--format', 'xml'], 'table, json'],
  [['run', 'FOLDER/none.yaml'], 'CONFIG_NOT_FOUND'],
  [['run', 'PLAN', '--key', 'FOLDER/none.pem'], 'none.pem cannot be used'],
  [['run', 'PLAN', '--key', 'PLAN'], 'KEY_NOT_USABLE'],
  [['run', 'PLAN', '--against', 'nothing'], 'NO_RUN'],
  [['run', 'PLAN', '--baseline', 'nothing'], 'NO_RUN'],
  [['rnu', 'PLAN'], 'Did you mean run?'],
  [['plan', '--size', '3 elephants'], 'It must be a size such as 500GB or 3TB.'],
  [['plan', '--settings', 'FOLDER/out.json'], 'PLAN_NOT_NAMED'],
  [['inspect', '--kind', 'lost'], 'dropped, quarantined'],
  [['inspect', '--step', 'polish'], 'acquire, poison, clean'],
  [['inspect', '--samples', 'all'], 'It must be a whole number above 0.'],
  [['explain'], "missing required argument 'id'"],
  [['label', '--labeller', 'ada'], '--schema <file>'],
  [['verify', '--run', 'nothing'], 'rampart data run makes one'],
])('rampart data %j is refused with a way out', async (words, part) => {
  const workspace = join(folder, 'nowhere');
  const named = words.map((word) => word.replace('PLAN', plan).replace('FOLDER', folder));
  const { code, out, err } = await rampart([...named, ...(words[0] === 'plan' ? [] : ['-w', workspace])]);
  expect(code).toBe(part === 'CONFIG_NOT_FOUND' ? 1 : 2);
  expect(out).toBe('');
  expect(err).toContain(part);
  expect(err).not.toMatch(/^\s+at /m);
  // Nothing is acquired before all is known to be there.
  expect(existsSync(join(workspace, 'quarantine'))).toBe(false);
});

test.each(['run', 'plan', 'inspect', 'explain', 'label', 'report', 'verify', 'rules'])(
  'rampart data %s --help has an example',
  async (command) => {
    const { code, out } = await rampart([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(
      command === 'rules' ? /A plan sets them by name:/ : new RegExp(`Examples:\n {2}rampart data ${command}`),
    );
  },
);

test('plan judges a plan without running it, and tells cost, time, assumptions and dated prices', async () => {
  const { code, out } = await rampart(['plan', plan]);
  expect(code).toBe(0);
  expect(out).toMatch(/^tiny: 2 sources, 2 files, 3 rules\. The plan is usable\.\n/);
  expect(out).toMatch(/^1 TB\n/m);
  expect(out).toMatch(/^100 TB\n/m);
  expect(out).toContain('Assumptions: arithmetic, not a measurement on AWS.');
  expect(out).toMatch(/Prices, from memory on \d{4}-\d{2}(-\d{2})?: check them/);
  const told = JSON.parse((await rampart(['plan', plan, '--size', '2TB', '-f', 'json'])).out) as {
    plan: { name: string; rules: number };
    estimates: readonly { bytes: number; dollars: number; seconds: number; steps: readonly { dollars: number }[] }[];
  };
  expect(told.plan).toMatchObject({ name: 'tiny', rules: 3 });
  expect(told.estimates.map(({ bytes }) => bytes)).toEqual([2e12]);
  const { steps, dollars, seconds } = told.estimates[0]!;
  expect(steps.reduce((sum, step) => sum + step.dollars, 0)).toBeCloseTo(dollars, 6);
  expect(seconds).toBeGreaterThan(0);
});

test('plan --settings writes what DataPipeline reads: everything resolved, and no path of this machine', async () => {
  const file = join(folder, 'settings.json');
  const { code, out } = await rampart(['plan', plan, '--settings', file]);
  expect(code).toBe(0);
  expect(out).toContain(`Its settings are in ${file}\n`);
  const text = readFileSync(file, 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    name: 'tiny',
    sources: [{ name: 'letters', textField: 'text' }, { name: 'notes' }],
    shardBytes: 32 * 1024 * 1024,
    duplicates: { similarity: 0.8 },
  });
  expect(text).not.toContain(folder);
  await rampart(['plan', plan, '--settings', `${file}.again`]);
  expect(readFileSync(`${file}.again`, 'utf8')).toBe(text);
});

test('a plan for a folder takes what is below it and no hidden file', async () => {
  const file = join(folder, 'globbed.yaml');
  const source = {
    name: 'all',
    licence: 'CC0-1.0',
    provenance: 'made up',
    files: ['raw/*.jsonl', 'raw'],
    format: 'jsonl',
  };
  writeFileSync(join(folder, 'raw', '.hidden.jsonl'), '{}');
  writeFileSync(file, planText({ sources: [source], label: undefined, balance: undefined }));
  const { out } = await rampart(['plan', file, '-f', 'json']);
  expect(JSON.parse(out)).toMatchObject({ plan: { files: 2 } });
});
