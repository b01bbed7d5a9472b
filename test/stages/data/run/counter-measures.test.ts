import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesAs } from '../../../../stages/data/run/documents';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { PrefixStore } from '../../../../stages/data/engine/prefix-store';
import type { BalanceOutcome } from '../../../../stages/data/run/balance-outcome';
import { counterMeasure } from '../../../../stages/data/run/counter-measure';
import { verifyRun } from '../../../../stages/data/run/manifest';
import type { BalanceSettings } from '../../../../stages/data/run/settings';
import { document, left, place, played, settings } from './world';

jest.setTimeout(120_000);

const BALANCE: BalanceSettings = { facet: 'group', positive: ['yes'], most: 0.1, method: 'none', share: 0.5 };

interface Line {
  readonly id: string;
  readonly copyOf?: string;
  readonly text: string;
  readonly label: string;
  readonly source: string;
  readonly fields: { readonly group: string };
}

/** 60 documents: of g0 30 of 40 are yes, of g1 5 of 20; source `pages` has nothing but g1 and no. */
function lopsided(folder: string, text: (at: number) => string = (at) => document(at)): void {
  const line = (at: number, group: string, label: string) => JSON.stringify({ text: text(at), label, group });
  const cells = [
    ...Array.from({ length: 40 }, (_, at) => line(at, 'g0', at < 30 ? 'yes' : 'no')),
    ...Array.from({ length: 10 }, (_, at) => line(100 + at, 'g1', at < 5 ? 'yes' : 'no')),
  ];
  const pages = Array.from({ length: 10 }, (_, at) => line(200 + at, 'g1', 'no'));
  rmSync(folder, { recursive: true, force: true });
  for (const [source, lines] of [
    ['letters', cells],
    ['notes', pages],
  ] as const) {
    mkdirSync(join(folder, source), { recursive: true });
    writeFileSync(join(folder, source, 'a.jsonl'), `${lines.join('\n')}\n`);
  }
}

async function balanced(change: Partial<BalanceSettings>, text?: (at: number) => string) {
  const at = place();
  lopsided(at.input, text);
  const label = { field: 'label', classes: ['yes', 'no'], review: false };
  const given = settings({ label, balance: { ...BALANCE, ...change }, rules: [] });
  const whole = new FolderStore(at.folder);
  const { run, signed } = await played(whole, at, given, (tasks) => tasks.reverse());
  const store = new PrefixStore(whole, `runs/${run}/`);
  const lines: Line[] = [];
  for (const { key } of signed.manifest.outputs) for await (const line of linesAs<Line>(store, key)) lines.push(line);
  const record = JSON.parse(Buffer.from(await store.read('records/balance.json')).toString('utf8')) as BalanceOutcome;
  expect((await verifyRun(store, [signed.signature.publicKey])).faults).toEqual([]);
  return {
    at,
    run,
    store,
    signed,
    lines,
    record,
    books: signed.manifest.steps.at(-1)!,
    reasons: signed.manifest.reasons,
  };
}

const cells = (lines: readonly Line[]) => {
  const counts: Record<string, number> = {};
  for (const { fields, label } of lines)
    counts[`${fields.group} ${label}`] = (counts[`${fields.group} ${label}`] ?? 0) + 1;
  return counts;
};
const dpl = (report: BalanceOutcome['before'], facet: string) =>
  report.facets.find((one) => one.facet === facet)!.metrics.metrics.DPL;

describe('stratified resampling', () => {
  test('makes facet and label independent: too many leave, too few are there again, both in the books', async () => {
    const { lines, record, books, reasons } = await balanced({ method: 'resample' });
    // 35 of 60 are yes: 40 · 35 / 60 = 23.3, 16.7, 11.7, 8.3.
    expect(cells(lines)).toEqual({ 'g0 yes': 23, 'g0 no': 17, 'g1 yes': 12, 'g1 no': 8 });
    // Out: 7 of g0 yes and 7 of g1 no. More: 7 of g0 no (10) and 7 of g1 yes (5).
    expect(books).toEqual({ step: 'balance', in: 60, kept: 46, dropped: 14, quarantined: 0, added: 14 });
    expect(reasons).toMatchObject({ 'balance dropped balance/resample-out@1': 14 });
    expect(dpl(record.before, 'g1')).toMatchObject({ value: 0.5 });
    expect(dpl(record.after, 'g1')).toMatchObject({ value: expect.closeTo(23 / 40 - 12 / 20, 12) as number });
    expect(record.measure).toMatchObject({ method: 'resample', added: 14 });
  });

  test('gives each copy an id of its own that names the first, and no document more copies than the plan allows', async () => {
    const { lines } = await balanced({ method: 'resample', copies: 2 });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    const copies = lines.filter(({ copyOf }) => copyOf !== undefined);
    for (const { id, copyOf, text } of copies) {
      expect(id).toBe(`${copyOf}#copy-2`);
      expect(lines.find((one) => one.id === copyOf)!.text).toBe(text);
    }
    // 5 documents twice are 10, and not the 12 that were the target.
    expect(cells(lines)['g1 yes']).toBe(10);
  });

  test('gives the same bytes again', async () => {
    const [one, other] = [await balanced({ method: 'resample' }), await balanced({ method: 'resample' })];
    expect(left(other.at.folder, other.run)).toEqual(left(one.at.folder, one.run));
  });
});

test('source quarantine sets the source aside that causes the difference, whole, and keeps it as quarantined', async () => {
  const { lines, record, books, reasons } = await balanced({ method: 'quarantine', most: 0.3 });
  expect(books).toEqual({ step: 'balance', in: 60, kept: 50, dropped: 0, quarantined: 10 });
  expect(reasons).toMatchObject({ 'balance quarantined balance/source-quarantine@1': 10 });
  expect(lines.every(({ source }) => source === 'letters')).toBe(true);
  expect(record.measure).toEqual({
    method: 'quarantine',
    added: 0,
    quarantined: { notes: { value: 0.5, limit: 0.3 } },
  });
  expect(dpl(record.after, 'g1')).toMatchObject({ value: 0.25 });
});

test('source quarantine sets no more aside than the plan allows', async () => {
  const { books } = await balanced({ method: 'quarantine', most: 0.3, setAside: 0.1 });
  expect(books).toMatchObject({ kept: 60, quarantined: 0 });
});

test('a source cap leaves no source a larger share, give or take what a choice by rank does', async () => {
  const { record, lines, reasons } = await balanced({ method: 'cap', share: 0.6 });
  // notes has 10: letters may have 15 of its 50.
  const letters = lines.filter(({ source }) => source === 'letters').length;
  expect(letters).toBeGreaterThan(7);
  expect(letters).toBeLessThan(24);
  expect(reasons['balance dropped balance/source-cap@1']).toBe(50 - letters);
  expect(record.after.facets.map(({ facet }) => facet)).toEqual(['g0', 'g1']);
});

test('reweighing takes nothing out and adds nothing', async () => {
  const { books, record } = await balanced({ method: 'reweigh' });
  expect(books).toEqual({ step: 'balance', in: 60, kept: 60, dropped: 0, quarantined: 0 });
  expect(dpl(record.after, 'g1')).toMatchObject({ value: expect.closeTo(0, 12) as number });
});

test('a counterfactual swap adds a copy in which identities trade places, and groups are named alike after it', async () => {
  const who = (at: number) => (at < 100 ? 'She gave him the letter, she said.' : 'He said that he was there.');
  const { lines, record, books } = await balanced({ method: 'swap' }, (at) => `${document(at)}\n${who(at)}`);
  const swapped = lines.filter(({ id }) => id.endsWith('#swapped'));
  expect(books).toEqual({ step: 'balance', in: 60, kept: 60, dropped: 0, quarantined: 0, added: swapped.length });
  expect(swapped).toHaveLength(60);
  for (const { copyOf, text, label } of swapped) {
    const first = lines.find(({ id }) => id === copyOf)!;
    expect(label).toBe(first.label);
    expect(text).not.toBe(first.text);
  }
  const { before, after, swaps } = record.measure!.identity!;
  expect(swaps).toEqual({ swapped: 60 });
  expect(dpl(before, 'female')).toMatchObject({ value: -0.5 });
  expect(dpl(after, 'female')).toMatchObject({ value: 0 });
});

test('word association tests are computed from the vectors of the plan', async () => {
  const vectors = { a: [1, 0], b: [0, 1], x: [1, 0.1], xx: [1, 0.2], y: [0.1, 1], yy: [0.2, 1] };
  const test = { name: 'made-up', x: ['x', 'xx'], y: ['y', 'yy'], a: ['a'], b: ['b', 'absent'] };
  const { record } = await balanced({ weat: { tests: [test], vectors } });
  const [found] = record.weat!;
  expect(found).toMatchObject({ name: 'made-up', exact: true, unknown: ['absent'], p: { value: 1 / 6 } });
  expect((found!.effect as { value: number }).value).toBeGreaterThan(1.5);
});

test('no method asks for ranks but resampling', async () => {
  const counted = { table: [], bySource: [], sources: {} };
  const asked = () => Promise.reject(new Error('asked'));
  for (const method of ['none', 'reweigh', 'cap', 'swap', 'quarantine'] as const)
    await expect(counterMeasure(counted, { ...BALANCE, method }, asked)).resolves.toBeDefined();
  await expect(counterMeasure(counted, { ...BALANCE, method: 'resample' }, asked)).rejects.toThrow('asked');
});
