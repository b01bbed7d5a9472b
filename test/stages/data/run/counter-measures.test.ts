import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesAs } from '../../../../stages/data/run/documents';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { PrefixStore } from '../../../../stages/data/engine/prefix-store';
import type { BalanceOutcome } from '../../../../stages/data/run/balance-outcome';
import { counterMeasures } from '../../../../stages/data/run/counter-measure';
import { verifyRun } from '../../../../stages/data/run/manifest';
import { booksOf } from '../../../../stages/data/run/measure-books';
import type { BalanceSettings } from '../../../../stages/data/run/settings';
import { document, left, place, played, settings } from './world';

jest.setTimeout(120_000);

const BALANCE: BalanceSettings = { facet: 'group', positive: ['yes'], most: 0.1, methods: [], share: 0.5 };

interface Line {
  readonly id: string;
  readonly copyOf?: string;
  readonly text: string;
  readonly label: string;
  readonly source: string;
  readonly weight?: number;
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
    const { lines, record, books, reasons } = await balanced({ methods: ['resample'] });
    // 35 of 60 are yes: 40 · 35 / 60 = 23.3, 16.7, 11.7, 8.3.
    expect(cells(lines)).toEqual({ 'g0 yes': 23, 'g0 no': 17, 'g1 yes': 12, 'g1 no': 8 });
    // Out: 7 of g0 yes and 7 of g1 no. More: 7 of g0 no (10) and 7 of g1 yes (5).
    expect(books).toEqual({ step: 'balance', in: 60, kept: 46, dropped: 14, quarantined: 0, added: 14 });
    expect(reasons).toMatchObject({ 'balance dropped balance/resample-out@1': 14 });
    expect(dpl(record.before, 'g1')).toMatchObject({ value: 0.5 });
    expect(dpl(record.after, 'g1')).toMatchObject({ value: expect.closeTo(23 / 40 - 12 / 20, 12) as number });
    expect(record.measures).toMatchObject([{ method: 'resample', added: 14 }]);
  });

  test('gives each copy an id of its own that names the first, and no document more copies than the plan allows', async () => {
    const { lines } = await balanced({ methods: ['resample'], copies: 2 });
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
    const [one, other] = [await balanced({ methods: ['resample'] }), await balanced({ methods: ['resample'] })];
    expect(left(other.at.folder, other.run)).toEqual(left(one.at.folder, one.run));
  });
});

test('source quarantine sets the source aside that causes the difference, whole, and keeps it as quarantined', async () => {
  const { lines, record, books, reasons } = await balanced({ methods: ['quarantine'], most: 0.3 });
  expect(books).toEqual({ step: 'balance', in: 60, kept: 50, dropped: 0, quarantined: 10 });
  expect(reasons).toMatchObject({ 'balance quarantined balance/source-quarantine@1': 10 });
  expect(lines.every(({ source }) => source === 'letters')).toBe(true);
  expect(record.measures).toMatchObject([
    {
      in: 60,
      quarantined: 10,
      added: 0,
      plan: { method: 'quarantine', sources: { notes: { value: 0.5, limit: 0.3 } } },
    },
  ]);
  expect(dpl(record.after, 'g1')).toMatchObject({ value: 0.25 });
});

test('source quarantine sets no more aside than the plan allows', async () => {
  const { books } = await balanced({ methods: ['quarantine'], most: 0.3, setAside: 0.1 });
  expect(books).toMatchObject({ kept: 60, quarantined: 0 });
});

test('a source cap leaves no source a larger share, give or take what a choice by rank does', async () => {
  const { record, lines, reasons } = await balanced({ methods: ['cap'], share: 0.6 });
  // notes has 10: letters may have 15 of its 50.
  const letters = lines.filter(({ source }) => source === 'letters').length;
  expect(letters).toBeGreaterThan(7);
  expect(letters).toBeLessThan(24);
  expect(reasons['balance dropped balance/source-cap@1']).toBe(50 - letters);
  expect(record.after.facets.map(({ facet }) => facet)).toEqual(['g0', 'g1']);
});

test('reweighing takes nothing out and adds nothing', async () => {
  const { books, record } = await balanced({ methods: ['reweigh'] });
  expect(books).toEqual({ step: 'balance', in: 60, kept: 60, dropped: 0, quarantined: 0 });
  expect(dpl(record.after, 'g1')).toMatchObject({ value: expect.closeTo(0, 12) as number });
});

test('a counterfactual swap adds a copy in which identities trade places, and groups are named alike after it', async () => {
  const who = (at: number) => (at < 100 ? 'She gave him the letter, she said.' : 'He said that he was there.');
  const { lines, record, books } = await balanced({ methods: ['swap'] }, (at) => `${document(at)}\n${who(at)}`);
  const swapped = lines.filter(({ id }) => id.endsWith('#swapped'));
  expect(books).toEqual({ step: 'balance', in: 60, kept: 60, dropped: 0, quarantined: 0, added: swapped.length });
  expect(swapped).toHaveLength(60);
  for (const { copyOf, text, label } of swapped) {
    const first = lines.find(({ id }) => id === copyOf)!;
    expect(label).toBe(first.label);
    expect(text).not.toBe(first.text);
  }
  const { before, after, swaps } = record.measures[0]!.identity!;
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

describe('several counter-measures', () => {
  const who = (at: number) => (at % 3 === 0 ? 'It rained.' : 'She gave him the letter, she said.');
  const ALL = ['quarantine', 'cap', 'resample', 'swap', 'reweigh'] as const;
  const all = (change: Partial<BalanceSettings> = {}) =>
    balanced({ methods: ALL, most: 0.3, share: 1, ...change }, (at) => `${document(at)}\n${who(at)}`);

  test('each get what the one before left, with books that close, and an effect of their own', async () => {
    const { lines, record, books } = await all();
    expect(record.measures.map(({ method }) => method)).toEqual(ALL);
    const [aside, capped, resampled, swapped, reweighed] = record.measures;
    // notes is set aside; then 35 of 50 are yes: 40 · 35 / 50 = 28, 12, 7, 3.
    expect(aside).toMatchObject({ in: 60, kept: 50, dropped: 0, quarantined: 10, added: 0 });
    expect(capped).toMatchObject({ in: 50, kept: 50, dropped: 0, quarantined: 0, added: 0 });
    expect(resampled).toMatchObject({ in: 50, kept: 46, dropped: 4, quarantined: 0, added: 4 });
    // Two of three have somebody to swap, and their copies too.
    expect(swapped).toMatchObject({ in: 46, kept: 46, dropped: 0, quarantined: 0 });
    expect(swapped!.added).toBe(lines.filter(({ id }) => id.endsWith('#swapped')).length);
    expect(swapped!.added).toBeGreaterThan(20);
    expect(reweighed).toMatchObject({ in: 46, kept: 46, dropped: 0, quarantined: 0, added: 0 });
    expect(books).toEqual({
      step: 'balance',
      in: 60,
      kept: 46,
      dropped: 4,
      quarantined: 10,
      added: 4 + swapped!.added,
    });
    expect(lines).toHaveLength(46 + 4 + swapped!.added);
    expect(dpl(record.before, 'g1')).toMatchObject({ value: 0.5 });
    expect(dpl(aside!.after, 'g1')).toMatchObject({ value: 0.25 });
    expect(dpl(resampled!.after, 'g1')).toMatchObject({ value: expect.closeTo(0, 12) as number });
    // Swapping adds to cells unevenly; the weights are of what it left, and not of what was there before.
    expect(dpl(swapped!.after, 'g1')).not.toMatchObject({ value: expect.closeTo(0, 4) as number });
    expect(dpl(record.after, 'g1')).toMatchObject({ value: expect.closeTo(0, 12) as number });
    expect(record.after).toEqual(reweighed!.after);
  });

  test('a copy that was made twice over names the record that it comes from, and has its weight', async () => {
    const { lines } = await all();
    const twice = lines.filter(({ id }) => id.includes('#copy-2#swapped'));
    expect(twice.length).toBeGreaterThan(0);
    for (const { id, copyOf, weight } of twice) {
      expect(id).toBe(`${copyOf}#copy-2#swapped`);
      expect(lines.find((one) => one.id === copyOf)!.weight).toBe(weight);
    }
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(lines.some(({ weight }) => weight !== undefined)).toBe(true);
  });

  test('give the same bytes again', async () => {
    const [one, other] = [await all(), await all()];
    expect(left(other.at.folder, other.run)).toEqual(left(one.at.folder, one.run));
  });

  test('a cap after a quarantine is one of the sources that are left', async () => {
    const { record } = await balanced({ methods: ['quarantine', 'cap'], most: 0.3, share: 1 });
    expect(record.measures[1]!.plan).toEqual({ method: 'cap', shares: {} });
    // Alone, letters is five of six documents.
    const { record: alone } = await balanced({ methods: ['cap'], share: 0.8 });
    expect(alone.measures[0]!.plan).toMatchObject({ shares: { letters: 0.8 } });
  });
});

test('only resampling asks for ranks, and only weights after another counter-measure for a count', async () => {
  const counted = { table: [], bySource: [], sources: {} };
  const look = { ranks: () => Promise.reject(new Error('ranks')), table: () => Promise.reject(new Error('table')) };
  const made = (...methods: BalanceSettings['methods']) => counterMeasures(counted, { ...BALANCE, methods }, look);
  for (const method of ['reweigh', 'cap', 'swap', 'quarantine'] as const)
    await expect(made(method)).resolves.toHaveLength(1);
  await expect(made('quarantine', 'cap', 'swap')).resolves.toHaveLength(3);
  await expect(made('resample')).rejects.toThrow('ranks');
  await expect(made('swap', 'reweigh')).rejects.toThrow('table');
});

test('books that do not come to what was written are refused', () => {
  const tallies = { 'measure 0 cell ["a","b"]': 5, 'measure 1 dropped': 2, 'measure 1 added': 1 };
  expect(booksOf(['cap'], tallies, { kept: 3, added: 1 })).toEqual([
    { method: 'cap', in: 5, kept: 3, dropped: 2, quarantined: 0, added: 1 },
  ]);
  for (const written of [
    { kept: 4, added: 1 },
    { kept: 3, added: 2 },
  ])
    expect(() => booksOf(['cap'], tallies, written)).toThrow(
      expect.objectContaining({ code: 'COUNTS_DIFFER' }) as Error,
    );
});
