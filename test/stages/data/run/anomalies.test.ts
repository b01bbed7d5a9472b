import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { PrefixStore } from '../../../../stages/data/engine/prefix-store';
import { linesAs } from '../../../../stages/data/run/documents';
import { Seeded } from '../../../../stages/data/seeded';
import { speech } from '../anomaly/speech';
import { left, played, settings } from './world';

jest.setTimeout(120_000);

const random = new Seeded(8);
const shuffled = (at: number) => random.shuffle(speech(at, 200).split(' ')).join(' ');
const letters = () => String.fromCharCode(...Array.from({ length: 2 + random.below(8) }, () => 97 + random.below(26)));
const gibberish = () => Array.from({ length: 150 }, letters).join(' ');

/** Speeches of two sources, three texts in no order among the letters, and two of no words among the notes. */
function acquired(): { readonly input: string; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-anomalies-'));
  const input = join(folder, 'quarantine');
  const speeches = Array.from({ length: 400 }, (_, at) => speech(at, 200));
  const write = (source: string, texts: readonly string[]) => {
    mkdirSync(join(input, source), { recursive: true });
    const lines = texts.map((text) => JSON.stringify({ text, label: 'yes', group: 'g' }));
    writeFileSync(join(input, source, 'a.jsonl'), `${lines.join('\n')}\n`);
  };
  write('letters', [...speeches.slice(0, 200), shuffled(500), shuffled(501), shuffled(502)]);
  write('notes', [
    ...speeches.slice(200),
    gibberish(),
    gibberish(),
    'We are a short note, and too short to tell of an order.',
  ]);
  mkdirSync(join(input, 'pages'));
  return { input, folder };
}

const asked = (share: number) => {
  const {
    label: _label,
    balance: _balance,
    ...rest
  } = settings({ anomalies: { share }, shardBytes: 120_000, rules: [] });
  return rest;
};

const at = acquired();
const whole = new FolderStore(at.folder);

test('texts in no order and texts of no words are set aside with the value measured, whatever the order of tasks', async () => {
  const done = await played(whole, at, asked(0.02));
  const { manifest } = done.signed;
  expect(manifest.reasons).toMatchObject({ 'anomalies quarantined anomaly/word-order@1': 3 });
  const store = new PrefixStore(whole, `runs/${done.run}/`);
  const found: { id: string; rule: string; value: number; limit: number }[] = [];
  for (const { key } of manifest.records.filter(({ key }) => key.startsWith('excluded/'))) {
    for await (const one of linesAs<(typeof found)[number]>(store, key)) found.push(one);
  }
  const order = found.filter(({ rule }) => rule === 'anomaly/word-order@1');
  expect(order.map(({ id }) => id).sort()).toEqual(await named(store, 'letters', 200));
  expect(order.every(({ value, limit }) => value < limit && limit === 1.645)).toBe(true);
  const shape = found.filter(({ rule }) => /^anomaly\/(isolation|robust-z)@/.test(rule)).map(({ id }) => id);
  expect(shape).toEqual(expect.arrayContaining((await named(store, 'notes', 200)).slice(0, 2)));
  const tallies = JSON.parse(Buffer.from(await store.read('records/tallies.json')).toString('utf8')) as object;
  expect(tallies).toHaveProperty('word order not evaluated', 1);

  const again = elsewhere(at.input);
  const other = await played(new FolderStore(again.folder), again, asked(0.02), (tasks) => tasks.reverse());
  expect(left(again.folder, other.run)).toEqual(left(at.folder, done.run));
});

test('a plan says how many may be set aside, and a plan that asks for none has none', async () => {
  const one = await played(whole, at, asked(1 / 400));
  expect(one.signed.manifest.steps.find(({ step }) => step === 'anomalies')!.quarantined).toBe(1);
  const none = await played(whole, at, asked(0));
  expect(none.signed.manifest.steps.find(({ step }) => step === 'anomalies')!.quarantined).toBe(0);
});

/** Ids of a source's documents from the `from`-th on, in their order, as they were acquired. */
async function named(store: PrefixStore, source: string, from: number): Promise<string[]> {
  const ids: string[] = [];
  for (const { key } of await store.list('documents/'))
    for await (const one of linesAs<{ id: string; source: string }>(store, key))
      if (one.source === source) ids.push(one.id);
  const offset = (id: string) => Number(id.slice(id.indexOf('@') + 1));
  return ids.sort((a, b) => offset(a) - offset(b)).slice(from);
}

/** The same input, and another place for what comes of it. */
function elsewhere(input: string): { readonly input: string; readonly folder: string } {
  return { input, folder: mkdtempSync(join(tmpdir(), 'rampart-anomalies-')) };
}
