import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus, curated, ran, rampart } from './world';

jest.setTimeout(120_000);

const VECTORS = ['4 2', 'rose 1 0.1', 'lily 1 0.2', 'wasp 0.1 1', 'gnat 0.2 1', 'good 1 0', 'bad 0 1', ''].join('\n');
const test1 = { name: 'flowers', x: ['rose', 'lily'], y: ['wasp', 'gnat'], a: ['good'], b: ['bad'] };
const balance = {
  facet: 'source',
  positive: ['yes'],
  method: 'resample',
  weat: { vectors: 'vec.txt', tests: [test1] },
};
const { folder, plan } = corpus(undefined, 0, { balance });
const workspace = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true }));

test('a plan with resampling and word sets: books with copies, a page with both sides and the associations', async () => {
  writeFileSync(join(folder, 'vec.txt'), VECTORS);
  const told = await ran([plan, '-w', workspace]);
  const last = told.manifest.steps.at(-1) as { kept: number; added?: number };
  expect(curated(told)).toHaveLength(last.kept + (last.added ?? 0));
  const page = readFileSync(told.report, 'utf8');
  for (const said of ['Counter-measure: resample.', 'TVD_ALL', 'Word associations', 'flowers', 'all divisions'])
    expect(page).toContain(said);
  expect((await rampart(['verify', '-w', workspace])).out).toMatch(/^intact /);
});

test('several counter-measures: a page with the books and the effect of each, and of all together', async () => {
  const several = corpus(join(folder, 'several'), 0, {
    balance: { facet: 'group', positive: ['yes'], method: ['cap', 'resample', 'reweigh'], share: 0.8 },
  });
  const told = await ran([several.plan, '-w', join(folder, 'several', 'data')]);
  const page = readFileSync(told.report, 'utf8');
  for (const said of ['Counter-measure: cap.', 'Of source letters', 'Counter-measure: reweigh.', 'All together'])
    expect(page).toContain(said);
  const { measures } = JSON.parse(readFileSync(join(told.folder, 'records', 'balance.json'), 'utf8')) as {
    measures: readonly { in: number; kept: number; dropped: number; quarantined: number; added: number }[];
  };
  expect(measures[0]!.dropped).toBeGreaterThan(0);
  for (const [at, one] of measures.entries()) {
    expect(one.in).toBe(one.kept + one.dropped + one.quarantined);
    if (at > 0) expect(one.in).toBe(measures[at - 1]!.kept);
  }
  expect(measures.at(-1)!.kept).toBe(told.manifest.steps.at(-1)!.kept);
  expect((await rampart(['verify', '-w', join(folder, 'several', 'data')])).out).toMatch(/^intact /);
});

test('vectors that are not there, and vectors that cannot be read, are refused before anything is done', async () => {
  const run = () => rampart(['run', plan, '-j', '1', '-w', join(folder, 'untouched')]);
  writeFileSync(join(folder, 'vec.txt'), VECTORS.replace('rose 1', 'rose one'));
  expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('VECTORS_UNREADABLE') as string });
  rmSync(join(folder, 'vec.txt'));
  expect(await run()).toMatchObject({ code: 2, err: expect.stringMatching(/NO_SUCH_FILES.*weat/) as string });
});

test('a plan is shown with the steps that a run of it goes through', async () => {
  writeFileSync(join(folder, 'vec.txt'), VECTORS);
  const { out } = await rampart(['plan', plan]);
  expect(out).toMatch(/step +does +reads +writes\nacquire +reads files in quarantine into records +acquired\n/);
});
