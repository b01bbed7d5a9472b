import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalKey } from '../../../stages/signing/local-key';
import { corpus, curated, MAIL, PHONE, planText, ran, rampart, type ToldRun } from './world';

jest.setTimeout(120_000);

const { folder, plan, ids } = corpus();
const workspace = join(folder, 'data');
const evidence = join(folder, 'evidence');
let told: ToldRun & { readonly code: number };
/** What a command says of the run that all these tests share. */
const ask = (...words: string[]) => rampart([...words, '-w', workspace]);
const json = async <Told>(...words: string[]): Promise<Told> =>
  JSON.parse((await ask(...words, '--format', 'json')).out) as Told;

beforeAll(async () => {
  told = await ran([plan, '-w', workspace, '--evidence', evidence]);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a run closes its books, and exits 0 where each gate passes', () => {
  const { code, manifest } = told;
  expect(code).toBe(0);
  expect(manifest.gates.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  expect(manifest.steps[0]!.in).toBe(75);
  for (const [at, step] of manifest.steps.entries()) {
    expect(step.in).toBe(step.kept + step.dropped + step.quarantined);
    if (at > 0) expect(step.in).toBe(manifest.steps[at - 1]!.kept);
  }
  expect(manifest.reasons).toEqual({
    'acquire quarantined acquire/record-format@1': 1,
    'clean dropped gopher-quality/short-doc@1': 1,
    'deduplicate dropped duplicate/exact@1': 1,
    'deduplicate dropped duplicate/near@1': 1,
    'poison quarantined poison/hidden-instruction@2': 1,
  });
  expect(curated(told)).toHaveLength(70);
});

test('the evidence has the report and the signed manifest', () => {
  for (const name of ['report.html', 'manifest.json'])
    expect(readFileSync(join(evidence, 'data', name), 'utf8')).toBe(readFileSync(join(told.folder, name), 'utf8'));
});

test('for people the books are tables, and the last lines say what there is and where', async () => {
  const { code, out, err } = await rampart(['run', plan, '-j', '1', '-w', workspace]);
  expect(code).toBe(0);
  expect(err).toBe('');
  expect(out).toMatch(/step +in +kept +dropped +quarantined\nacquire +75 +74 +0 +1\n/);
  expect(out).toMatch(/taken out by +step +as +records\n/);
  expect(out).toMatch(/balance +passed/);
  expect(out).toContain(`70 of 75 records are curated, in ${join(told.folder, 'curated')}\n`);
  expect(out.split('\n').at(-2)).toMatch(
    new RegExp(`^Run ${told.run} took .+ s; its report is in ${join(told.folder, 'report.html')}$`),
  );
});

test('on a terminal each step is told as it ends, and nothing with --quiet', async () => {
  const live = { errIsTty: true, environment: { NO_COLOR: '1' } };
  const { err } = await rampart(['run', plan, '-j', '1', '-w', workspace], live);
  expect(err).toContain('… clean 0 of 1');
  for (const step of ['acquire', 'clean', 'deduplicate', 'mix', 'measure']) expect(err).toContain(`✓ ${step}`);
  expect((await rampart(['run', plan, '-j', '1', '-w', workspace, '-q'], live)).err).toBe('');
});

test('inspect counts what was left out by rule, with samples without personal data', async () => {
  const { out } = await ask('inspect');
  for (const rule of Object.keys(told.manifest.reasons)) {
    const [step, kind, name] = rule.split(' ');
    expect(out).toContain(`${name}  ${kind} by ${step}: 1\n`);
  }
  expect(out).toContain(ids.short);
  expect(out).toContain('[PHONE]');
  expect(out).not.toContain(PHONE);
  expect(out).not.toContain(MAIL);
  // What could not be read has no text.
  expect(out).toContain('not read');
  expect(out).not.toContain('cut in the mid');
});

interface Told {
  readonly excluded: readonly {
    readonly rule: string;
    readonly records: number;
    readonly samples: readonly { readonly id: string }[];
  }[];
}

test.each([
  [
    ['--rule', 'duplicate/'],
    ['duplicate/exact@1', 'duplicate/near@1'],
  ],
  [['--step', 'poison'], ['poison/hidden-instruction@2']],
  [
    ['--kind', 'quarantined'],
    ['acquire/record-format@1', 'poison/hidden-instruction@2'],
  ],
  [['--source', 'notes'], []],
  [['--kind', 'dropped', '--step', 'clean'], ['gopher-quality/short-doc@1']],
])('inspect %j shows only that', async (words, rules) => {
  const { excluded } = await json<Told>('inspect', ...words);
  expect(excluded.map(({ rule }) => rule)).toEqual(rules);
  for (const { samples } of excluded) expect(samples).toHaveLength(1);
});

test('inspect says where a filter leaves nothing', async () => {
  expect((await ask('inspect', '--source', 'notes')).out).toBe(
    `Nothing of run ${told.run} that these filters let through was left out; 5 records were left out in all.\n`,
  );
});

test.each([
  ['kept', 'mix', 'written'],
  ['short', 'clean', 'dropped'],
  ['exact', 'deduplicate', 'dropped'],
  ['near', 'deduplicate', 'dropped'],
  ['poisoned', 'poison', 'quarantined'],
  ['broken', 'acquire', 'quarantined'],
] as const)('explain tells the way of a %s record', async (which, step, outcome) => {
  const { steps, text } = await json<{ steps: { step: string; outcome: string }[]; text?: string }>(
    'explain',
    ids[which],
  );
  expect(steps.at(-1)).toMatchObject({ step, outcome });
  for (const before of steps.slice(0, -1)) expect(before.outcome).toBe('kept');
  expect(text === undefined).toBe(which === 'broken');
  expect(text ?? '').not.toContain(MAIL);
});

test('explain says what each rule measured, and of which record a duplicate is one', async () => {
  const short = await ask('explain', ids.short);
  expect(short.code).toBe(0);
  expect(short.out).toMatch(/gopher-quality\/short-doc@1 +\d +at least 50 +failed/);
  const exact = await ask('explain', ids.exact);
  expect(exact.out).toMatch(
    /deduplicate +dropped +duplicate\/exact@1: the same text as letters:raw\/letters\.jsonl@\d+/,
  );
  const near = await ask('explain', ids.near);
  expect(near.out).toMatch(/duplicate\/near@1: similarity 0\.\d+ to letters:raw\/letters\.jsonl@\d+/);
});

test('explain of a record that the run never saw exits 2, and says where ids are', async () => {
  const { code, err } = await ask('explain', 'letters:raw/letters.jsonl@1');
  expect(code).toBe(2);
  expect(err).toMatch(/^NO_SUCH_RECORD .*rampart data inspect/);
});

test('the report is one page that asks for nothing and has no text of a record', async () => {
  const out = join(folder, 'page.html');
  const { code, out: said } = await ask('report', '--out', out);
  expect(code).toBe(0);
  expect(said).toContain(out);
  const page = readFileSync(out, 'utf8');
  expect(page).toMatch(
    /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;/,
  );
  expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref="(?!#)|url\(|@import|\sstyle=|\son\w+=/i);
  for (const { text } of curated(told))
    for (const sentence of text.split('\n')) expect(page).not.toContain(sentence.slice(0, 40));
  expect(page).toContain('gopher-quality/short-doc@1');
  expect(page).toContain(told.run);
});

test('rules are listed with limits and sources, as a table and as JSON', async () => {
  const { out } = await rampart(['rules']);
  expect(out).toMatch(/gopher-quality\/short-doc@1 +clean +at least 50 +words +/);
  const rules = JSON.parse((await rampart(['rules', '-f', 'json'])).out) as { id: string; source: string }[];
  for (const { source } of rules) expect(source).not.toBe('');
});

test('a gate that does not pass holds the run, which exits 1 and names it', async () => {
  const held = join(folder, 'held.yaml');
  writeFileSync(held, planText({ label: { field: 'label', classes: ['yes', 'maybe'], review: false } }));
  const { code, out } = await rampart(['run', held, '-j', '1', '-w', workspace]);
  expect(code).toBe(1);
  expect(out).toMatch(/labels +held +35 labels are none of the schema's classes/);
  expect(out).toMatch(/^Not to be promoted: the gate labels is held\.$/m);
  // Cleaning is used again: the run is the same one.
  expect(out).toContain(`Run ${told.run} `);
  expect((await ran([plan, '-w', workspace])).manifest).toEqual(told.manifest);
});

test('another threshold leaves no curated object of the one before', async () => {
  const strict = join(folder, 'strict.yaml');
  const text = JSON.parse(planText()) as { rules: Record<string, unknown> };
  writeFileSync(strict, JSON.stringify({ ...text, rules: { ...text.rules, 'gopher-quality/short-doc': 'off' } }));
  const other = await ran([strict, '-w', workspace]);
  expect(curated(other).length).toBe(71);
  const again = await ran([plan, '-w', workspace]);
  const { code, out } = await ask('verify');
  expect(code).toBe(0);
  expect(out).toMatch(/^intact /);
  expect(again.manifest).toEqual(told.manifest);
});

test.each([
  ['a changed output', 'curated', 'changed'],
  ['a changed list of what was left out', 'excluded', 'changed'],
])('verify finds %s, and exits 1', async (_, kind, fault) => {
  const { manifest } = JSON.parse(readFileSync(join(told.folder, 'manifest.json'), 'utf8')) as {
    manifest: { outputs: { key: string }[]; records: { key: string }[] };
  };
  const { key } = [...manifest.outputs, ...manifest.records].find((one) => one.key.startsWith(`${kind}/`))!;
  const file = join(told.folder, key);
  const before = readFileSync(file);
  appendFileSync(file, '{}\n');
  try {
    expect(await ask('verify')).toMatchObject({ code: 1, out: `${fault}  ${key}\n` });
    expect(await json('verify')).toEqual({ run: told.run, faults: [{ key, fault }] });
    rmSync(file);
    expect(await ask('verify')).toMatchObject({ code: 1, out: `missing  ${key}\n` });
  } finally {
    writeFileSync(file, before);
  }
  expect(await ask('verify')).toMatchObject({ code: 0 });
});

test('verify finds a manifest that was written over, and one that another key signed', async () => {
  const file = join(told.folder, 'manifest.json');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace('CC0-1.0', 'CC0-1.1'));
  expect(await ask('verify')).toMatchObject({ code: 1, out: expect.stringContaining('SIGNATURE') as string });
  expect(await json('verify')).toMatchObject({ run: told.run, code: expect.stringContaining('SIGNATURE') as string });
  writeFileSync(file, 'no JSON');
  expect(await ask('verify')).toMatchObject({ code: 2, err: expect.stringMatching(/^MANIFEST_UNREADABLE/) as string });
  writeFileSync(file, before);
  const key = join(folder, 'other.pem');
  writeFileSync(key, LocalKey.generate());
  expect(await ask('verify', '--trust', key)).toMatchObject({ code: 1 });
  writeFileSync(key, 'no key');
  expect(await ask('verify', '--trust', key)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^KEY_NOT_USABLE .*other\.pem/) as string,
  });
});

test('a run that was cut off is told from one that is not there', async () => {
  const cut = join(told.folder, 'outcome.json');
  const before = readFileSync(cut);
  rmSync(cut);
  for (const command of [['inspect'], ['explain', ids.kept], ['report'], ['verify']]) {
    expect(await ask(...command)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^NOT_FINISHED .*rampart data run/) as string,
    });
    expect(await ask(...command, '--run', 'nothing')).toMatchObject({
      code: 2,
      err: expect.stringContaining(`one of ${told.run}`) as string,
    });
    expect(await rampart([...command, '-w', join(folder, 'empty')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^NO_RUN .*rampart data run makes one/) as string,
    });
  }
  writeFileSync(cut, before);
  expect(existsSync(join(folder, 'empty'))).toBe(false);
});
