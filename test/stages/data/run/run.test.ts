import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { LocalWorkers } from '../../../../stages/data/engine/local-workers';
import { PrefixStore } from '../../../../stages/data/engine/prefix-store';
import { canonicalJson } from '../../../../contract/canonical';
import type { SignedManifest } from '../../../../contract/data-manifest';
import { finishRun } from '../../../../stages/data/run/finish';
import { land } from '../../../../stages/data/run/land';
import { linesAs } from '../../../../stages/data/run/documents';
import { verifyRun } from '../../../../stages/data/run/manifest';
import { runSteps } from '../../../../stages/data/run/pipeline';
import { runKey } from '../../../../stages/data/run/run-key';
import type { RunSettings } from '../../../../stages/data/run/settings';
import { LocalKey } from '../../../../stages/signing/local-key';
import { below, document, InThread, left, place, played, settings } from './world';

jest.setTimeout(120_000);

const KEY = LocalKey.fromPem(LocalKey.generate());

interface Ran {
  readonly run: string;
  readonly signed: SignedManifest;
  readonly store: PrefixStore;
}

/** A run on this machine: in threads, or in this one. */
async function run(at: { input: string; folder: string }, given: RunSettings, workers = 0): Promise<Ran> {
  const input = new FolderStore(at.input);
  const whole = new FolderStore(at.folder);
  const found = below(at.input).filter((name) => name.includes('.'));
  const files = await land(
    new FolderStore(at.input),
    found.map((name) => ({
      source: name.split('/')[0]!,
      path: join(at.input, name),
      name: name.split('/').slice(1).join('/'),
    })),
  );
  const id = runKey(files, given);
  const prefix = `runs/${id}/`;
  const store = new PrefixStore(whole, prefix);
  mkdirSync(join(at.folder, 'runs', id), { recursive: true });
  await store.write('settings.json', Buffer.from(canonicalJson(given)));
  const map =
    workers === 0
      ? new InThread(input, store)
      : new LocalWorkers(
          { folder: join(at.folder, 'runs', id), inputFolder: at.input, settings: 'settings.json' },
          workers,
        );
  const sql = new DuckDb(at.folder, { threads: 1 });
  try {
    const pipeline = { whole, store, prefix, settings: given, files, map, sql, earlier: [] };
    const outcome = await runSteps(pipeline);
    return { run: id, store, signed: await finishRun(pipeline, outcome, { code: '0.0.0', signer: KEY }) };
  } finally {
    await map.close();
    await sql.close();
  }
}

test('the books close at every step, and each record that is left out has its reason', async () => {
  const { signed, store } = await run(place(), settings());
  const { steps, reasons, outputs, records } = signed.manifest;
  for (const [index, step] of steps.entries()) {
    expect(step.in).toBe(step.kept + step.dropped + step.quarantined);
    if (index > 0) expect(step.in).toBe(steps[index - 1]!.kept);
  }
  expect(steps[0]!.in).toBe(110);
  expect(reasons).toMatchObject({
    'acquire quarantined acquire/encoding@1': 1,
    'acquire quarantined acquire/record-format@1': 1,
    'acquire quarantined acquire/text-field@1': 1,
    'clean dropped gopher-quality/short-doc@1': 1,
    'deduplicate dropped duplicate/exact@1': 2,
    'deduplicate dropped duplicate/near@1': 1,
  });
  // What is counted before labels and balance is what those two steps get.
  const { before } = JSON.parse(Buffer.from(await store.read('records/sources.json')).toString('utf8')) as {
    before: Record<string, number>;
  };
  const counted = Object.values(before).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(steps.find(({ step }) => step === 'label')!.in);
  const ids = new Set<string>();
  for (const { key } of [...outputs, ...records.filter(({ key: name }) => /^(excluded|refused)\//.test(name))])
    for await (const { id } of linesAs<{ id: string }>(store, key)) ids.add(id);
  expect(ids.size).toBe(110);
});

test('worker threads, one thread and a simulated Distributed Map in another order give the same bytes', async () => {
  const [a, b, c] = [place(), place(), place()];
  const one = await run(a, settings());
  const threads = await run(b, settings(), 2);
  const map = await played(new FolderStore(c.folder), c, settings(), (tasks) => tasks.reverse());
  const expected = left(a.folder, one.run);
  expect(expected.size).toBeGreaterThan(30);
  expect(threads.run).toBe(one.run);
  expect(map.run).toBe(one.run);
  expect(left(b.folder, threads.run)).toEqual(expected);
  expect(left(c.folder, map.run)).toEqual(expected);
  expect(canonicalJson(threads.signed.manifest)).toBe(canonicalJson(one.signed.manifest));
  expect(canonicalJson(map.signed.manifest)).toBe(canonicalJson(one.signed.manifest));
});

test('other thresholds are applied without reading a text again', async () => {
  const at = place();
  const first = await run(at, settings());
  const written = new Map(
    [...left(at.folder, first.run)].filter(([name]) => /^(documents|attributes|bands)\//.test(name)),
  );
  const strict = settings().rules.map((rule) => ({ ...rule, atLeast: 100_000 }));
  const second = await run(at, settings({ rules: strict }));
  expect(second.run).toBe(first.run);
  expect(second.signed.manifest.steps.at(-1)!.kept).toBe(0);
  const after = new Map(
    [...left(at.folder, first.run)].filter(([name]) => /^(documents|attributes|bands)\//.test(name)),
  );
  expect(after).toEqual(written);
});

test('a manifest is refused when the data, the books or the signature were changed', async () => {
  const { store, signed } = await run(place(), settings());
  const trusted = [signed.signature.publicKey];
  expect((await verifyRun(store, trusted)).faults).toEqual([]);
  const [first] = signed.manifest.outputs;
  await store.write(first!.key, Buffer.from('{}\n'));
  expect((await verifyRun(store, trusted)).faults).toEqual([{ key: first!.key, fault: 'changed' }]);
  await store.remove(first!.key);
  expect((await verifyRun(store, trusted)).faults).toEqual([{ key: first!.key, fault: 'missing' }]);
  const forged = { ...signed, manifest: { ...signed.manifest, name: 'other' } };
  await store.write('manifest.json', Buffer.from(JSON.stringify(forged)));
  await expect(verifyRun(store, trusted)).rejects.toMatchObject({ code: 'SIGNATURE_WRONG' });
  await expect(verifyRun(store, [])).rejects.toMatchObject({ code: 'KEY_NOT_TRUSTED' });
  await store.write('manifest.json', Buffer.from('{'));
  await expect(verifyRun(store, trusted)).rejects.toMatchObject({ code: 'MANIFEST_UNREADABLE' });
});

/** A store that dies with a write: before it, or after it. */
class DyingStore extends FolderStore {
  private writes = 0;

  public constructor(
    folder: string,
    private readonly last: number,
    private readonly after: boolean,
  ) {
    super(folder);
  }

  public override async write(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    this.writes += 1;
    if (this.writes > this.last) throw new Error('killed');
    if (this.writes === this.last && !this.after) throw new Error('killed');
    await super.write(key, body);
    if (this.writes === this.last) throw new Error('killed');
  }
}

test('after fifty kills and restarts, the output is that of an undisturbed run, to the byte', async () => {
  const given = settings({ shardBytes: 60_000 });
  const [calm, rough] = [place(), place()];
  const undisturbed = await played(new FolderStore(calm.folder), calm, given);
  let kills = 0;
  let ended: { run: string } | undefined;
  for (; ended === undefined;) {
    // Late enough to come a little further each time: settings and file lists are written again at each start.
    const whole =
      kills < 50 ? new DyingStore(rough.folder, 3 + (kills % 4), kills % 2 === 0) : new FolderStore(rough.folder);
    try {
      ended = await played(whole, rough, given);
    } catch (error) {
      expect((error as Error).message).toBe('killed');
      kills++;
    }
  }
  expect(kills).toBeGreaterThanOrEqual(50);
  expect(left(rough.folder, ended.run)).toEqual(left(calm.folder, undisturbed.run));
});

test('lines that too many documents have stay in the first of them only, and label functions label what has no label', async () => {
  const at = place();
  const footer = 'This letter was read aloud at the harbour by the keeper.';
  const lines = Array.from({ length: 20 }, (_, index) =>
    JSON.stringify({ text: `${document(5000 + index)}\n${footer}` }),
  );
  mkdirSync(join(at.input, 'letters'), { recursive: true });
  writeFileSync(join(at.input, 'letters', 'z.jsonl'), `${lines.join('\n')}\n`);
  const schema = {
    id: 'mood',
    version: 1,
    question: 'Is it about the harbour?',
    kind: 'nominal' as const,
    classes: ['yes', 'no'].map((id, value) => ({ id, name: id, definition: id, examples: [], value })),
    guideline: { version: 1, text: 'Read it.' },
  };
  const functions = [
    { name: 'harbour', vote: 'no', when: { kind: 'keywords' as const, keywords: ['read aloud at the harbour'] } },
  ];
  const given = settings({
    duplicates: { similarity: 0.8, lines: 5 },
    label: { field: 'label', classes: ['yes', 'no'], schema, functions, review: false },
  });
  const { store, signed } = await run(at, given);
  let footers = 0;
  let labelled = 0;
  for (const { key } of signed.manifest.outputs)
    for await (const line of linesAs<{ text: string; label?: string; fields: object }>(store, key)) {
      if (line.text.includes(footer)) footers++;
      if (line.label === 'no' && !('label' in line.fields)) labelled++;
    }
  expect(footers).toBe(1);
  expect(labelled).toBe(20);
  expect(signed.manifest.gates).toContainEqual(
    expect.objectContaining({ gate: 'agreement', outcome: 'not evaluated' }),
  );
});
