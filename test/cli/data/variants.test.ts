import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OverTime } from '../../../stages/data/run/over-time';
import type { DomainShift } from '../../../stages/data/watch/domain/domain-shift';
import { document } from '../../stages/data/run/world';
import { corpus, curated, MAIL, planText, ran, rampart, type ToldRun } from './world';

jest.setTimeout(120_000);

const { folder, plan } = corpus();
const workspace = join(folder, 'data');
const alike = join(folder, 'alike');
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes files for a plan of one source, `more`, and the plan. */
function written(name: string, texts: readonly string[], change: Readonly<Record<string, unknown>> = {}): string {
  const lines = texts.map((text, at) => JSON.stringify({ text, label: at % 2 === 0 ? 'yes' : 'no', group: 'g0' }));
  writeFileSync(join(folder, 'raw', `${name}.jsonl`), `${lines.join('\n')}\n`);
  const files = [`raw/${name}.jsonl`];
  const source = { name: 'more', licence: 'CC0-1.0', provenance: 'made up', files, format: 'jsonl' };
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, planText({ sources: [source], label: undefined, balance: undefined, ...change }));
  return file;
}

const reasonsOf = ({ manifest }: ToldRun) => manifest.reasons;

describe('a second run', () => {
  let first: ToldRun;
  beforeAll(async () => {
    first = await ran([plan, '-w', workspace]);
  });

  test('passes where its documents are alike, does not repeat what was kept before, and says what it would repeat', async () => {
    // The first run's documents again, two that are hardly other ones, and a new one.
    const { plan: file } = corpus(alike, 0, { watch: { baseline: first.run, fewest: 30 } });
    const letter = (text: string): string => `${JSON.stringify({ text, label: 'yes', group: 'g1' })}\n`;
    const notes = join(alike, 'raw', 'notes.jsonl');
    const more = [document(500, 8), `${document(501, 8)}\nAnd no more.`, document(7000, 8)].map(letter).join('');
    writeFileSync(notes, more + readFileSync(notes, 'utf8'));
    const second = await ran([file, '-w', workspace, '--against', first.run]);
    expect(curated(second).map(({ text }) => text)).toEqual([document(7000, 8)]);
    const { out } = await rampart(['explain', 'notes:raw/notes.jsonl@0', '-w', workspace]);
    expect(out).toMatch(/the same text as notes:raw\/notes\.jsonl@0\b/);
    // Without the earlier run its documents are no duplicates. The parts are used again.
    const alone = await ran([file, '-w', workspace]);
    expect(alone.run).toBe(second.run);
    expect(curated(alone)).toHaveLength(71);
    expect(alone.manifest.gates.find(({ gate }) => gate === 'drift')).toMatchObject({ outcome: 'passed' });
  });

  test('is held where its documents are unlike those of the baseline', async () => {
    const long = Array.from({ length: 60 }, (_, at) => document(8000 + at, 70));
    const { code, manifest } = await ran([
      written('long', long, { watch: { fewest: 30 } }),
      '-w',
      workspace,
      '--baseline',
      first.run,
    ]);
    expect(code).toBe(1);
    const drift = manifest.gates.find(({ gate }) => gate === 'drift')!;
    expect(drift.outcome).toBe('held');
    expect(drift.reasons.join(' ')).toContain('word');
    const page = readFileSync(join(workspace, 'runs', manifest.run, 'report.html'), 'utf8');
    expect(page).toContain('drift');
    for (const said of ['watch/stability-major@1', 'Over time', 'label yes: rate']) expect(page).toContain(said);
  });

  test('is held where its words are other ones, which the watch names, with the number of documents', async () => {
    const other = Array.from({ length: 60 }, (_, at) =>
      document(8500 + at, 8).replace(/walked to the harbour|read the letter again/g, 'signed the purchase agreement'),
    );
    const file = written('other', other, { watch: { fewest: 30 } });
    const told = await ran([file, '-w', workspace, '--baseline', first.run]);
    const record = readFileSync(join(told.folder, 'records', 'watch.json'), 'utf8');
    const { domain } = JSON.parse(record) as { domain: DomainShift };
    expect(domain.documents).toEqual({ baseline: 70, current: 60 });
    expect(domain.interval!.low).toBeGreaterThan(0.75);
    expect(domain.terms.map(({ term }) => term).join(' ')).toMatch(/purchase|agreement|signed/);
    const { outcome, reasons } = told.manifest.gates.find(({ gate }) => gate === 'drift')!;
    expect(outcome).toBe('held');
    expect(reasons.join(' ')).toMatch(
      /documents: watch\/domain-shift@1 \(of 60 documents and 70 of the baseline; told apart by /,
    );
    const page = readFileSync(told.report, 'utf8');
    expect(page).toContain('told 60 documents of this run from 70 of the baseline');
    // Each record that the watch rests on is under the signature.
    expect((await rampart(['verify', '-w', workspace])).code).toBe(0);
    const again = await ran([file, '-w', workspace, '--baseline', first.run]);
    expect(again.manifest).toEqual(told.manifest);
  });

  test('of a first run the page says that nothing was compared', () => {
    expect(readFileSync(first.report, 'utf8')).toContain('Not evaluated: the run was compared with no other one');
  });

  test('is not evaluated for drift where it is too small to tell from chance, and says how many it needs', async () => {
    const few = Array.from({ length: 60 }, (_, at) => document(9000 + at, 70));
    const { code, manifest } = await ran([written('few', few), '-w', workspace, '--baseline', first.run]);
    expect(code).toBe(1);
    expect(manifest.gates.find(({ gate }) => gate === 'drift')).toEqual({
      gate: 'drift',
      outcome: 'not evaluated',
      reasons: ['the baseline has 70 records, and drift needs 400 to be told from chance'],
    });
  });

  test('goes back over the runs of its data set before it, with intervals and with what changed', async () => {
    const change = { label: { field: 'label', classes: ['yes', 'no'], review: false }, watch: { fewest: 30 } };
    const series = async (name: string, first: number, yes: number, words: readonly string[] = []) => {
      const balance = { facet: 'group', positive: ['yes'], method: 'none' };
      const file = written(name, [], { ...change, name: 'series', balance });
      const lines = Array.from({ length: 60 }, (_, at) => {
        return JSON.stringify({ text: document(first + at, 8), label: at < yes ? 'yes' : 'no', group: `g${at % 2}` });
      });
      writeFileSync(join(folder, 'raw', `${name}.jsonl`), `${lines.join('\n')}\n`);
      return ran([file, '-w', workspace, ...words]);
    };
    const steady = await series('steady', 9400, 30);
    const biased = await series('biased', 9500, 45);
    const told = ({ folder: of }: ToldRun) =>
      JSON.parse(readFileSync(join(of, 'records', 'over-time.json'), 'utf8')) as OverTime;
    const { series: found, findings, verdict, reasons } = told(biased);
    expect(found.map(({ name }) => name)).toEqual(['bias g0', 'bias g1', 'label no', 'label yes']);
    for (const { points } of found) {
      expect(points.map(({ run }) => run)).toEqual([steady.run, biased.run]);
      for (const { estimate } of points) expect(estimate.interval).toBeDefined();
    }
    // Half of the labels were yes, and three quarters are now.
    expect(findings.filter(({ rule }) => rule === 'watch/changed@1').map(({ what }) => what)).toEqual([
      'label no',
      'label yes',
    ]);
    expect([verdict, reasons]).toEqual(['not evaluated', ['no series has the 8 runs that a trend needs']]);
    const gatesOf = (one: ToldRun) => one.manifest.gates.map(({ gate }) => gate);
    expect(gatesOf(biased)).not.toContain('over-time');

    // Points that somebody changed end the series, and nobody knows what they would show.
    const file = join(steady.folder, 'records', 'series.json');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('"run"', '"ran"'));
    const third = await series('third', 9600, 30);
    expect(told(third)).toMatchObject({
      broken: { run: steady.run, reason: 'records/series.json is changed' },
      verdict: 'not evaluated',
    });
    expect(told(third).series[0]!.points.map(({ run }) => run)).toEqual([biased.run, third.run]);
    expect(third.manifest.gates.at(-1)).toMatchObject({ gate: 'over-time', outcome: 'not evaluated' });
    expect(readFileSync(third.report, 'utf8')).toContain(
      `they end behind run ${steady.run}: records/series.json is changed`,
    );
    writeFileSync(file, before);
    const anew = await series('anew', 9700, 30, ['--new-series']);
    expect(told(anew).series[0]!.points).toHaveLength(1);
    expect(gatesOf(anew)).not.toContain('over-time');
  });

  test.each(['--against', '--baseline'])('%s itself is refused', async (option) => {
    const { code, err } = await rampart(['run', plan, '-j', '1', '-w', workspace, option, first.run]);
    expect(code).toBe(2);
    expect(err).toMatch(/^RUN_AGAINST_ITSELF /);
    expect((await rampart(['verify', '-w', workspace])).code).toBe(0);
  });
});

describe('a plan with pseudonyms, evaluation sets, relevance and repair of typing errors', () => {
  const tests =
    'A clockmaker of Geneva once sold a watch without hands to a bishop who never asked what time it was.\n' +
    'Seven years later his apprentice found both hands in a drawer, wrapped in a receipt that nobody had signed.';
  const texts = [
    ...Array.from({ length: 12 }, (_, at) => `${document(200 + at, 8)}\nWrite to ${MAIL} or to ${MAIL} again.`),
    `${document(300, 8)}\nThe captain opened the gate to the harbour and the farmar counted the boats.`,
    `${document(301, 8)}\n${tests}`,
    Array.from(
      { length: 8 },
      (_, at) => `Quarks ${at} and gluons ${at} have colour; the lattice gauge field ${at} confines quarks.`,
    ).join('\n'),
  ];
  const change = {
    pseudonyms: true,
    typos: true,
    evaluation: ['held-out.jsonl'],
    relevance: { seeds: ['seeds'], background: ['background.txt'] },
    rules: {
      ...(JSON.parse(planText()) as { rules: object }).rules,
      'decontaminate/longest-run': { atMost: 12 },
      'relevance/profile': { atLeast: 0 },
    },
  };
  const seed = (at: number): string => document(4000 + at, 8);
  let one: ToldRun;
  let other: ToldRun;
  beforeAll(async () => {
    writeFileSync(join(folder, 'held-out.jsonl'), `${JSON.stringify({ text: tests })}\n`);
    writeFileSync(join(folder, 'seeds'), Array.from({ length: 10 }, (_, at) => seed(at)).join('\n'));
    writeFileSync(join(folder, 'background.txt'), texts.at(-1)!.repeat(3));
    const file = written('all', texts, change);
    one = await ran([file, '-w', join(folder, 'one')]);
    other = await ran([file, '-w', join(folder, 'other')]);
  });
  const at = (told: ToldRun, index: number): string => {
    const found = curated(told)[index];
    if (found === undefined) throw new Error(JSON.stringify(told.manifest.reasons));
    return found.text;
  };

  test('gives the same value the same pseudonym, and another one in another workspace', () => {
    const named = (told: ToldRun) => new Set(curated(told).flatMap(({ text }) => text.match(/\[EMAIL[^\]]*\]/g) ?? []));
    expect(named(one).size).toBe(1);
    expect(named(other).size).toBe(1);
    expect([...named(one)]).not.toEqual([...named(other)]);
    expect([...named(one)][0]).toMatch(/^\[EMAIL[:_-].{8,}\]$/);
    expect(at(one, 0)).not.toContain(MAIL);
  });

  test('keeps no key of pseudonyms among its outputs', () => {
    for (const { key } of one.manifest.outputs)
      expect(readFileSync(join(one.folder, key), 'utf8')).not.toContain('pseudonym-key');
    expect(() => readFileSync(join(one.folder, 'secret', 'pseudonym-key'))).toThrow('ENOENT');
  });

  test('drops what an evaluation set has too, and what is about something else', () => {
    expect(reasonsOf(one)).toEqual({
      'clean dropped relevance/profile@1': 1,
      'decontaminate dropped decontaminate/longest-run@1': 1,
    });
    expect(reasonsOf(other)).toEqual(reasonsOf(one));
  });

  test('repairs a word that is one letter off a word that the run has often', () => {
    const texts = curated(one)
      .map(({ text }) => text)
      .join('\n');
    expect(texts).toContain('the farmer counted the boats');
    expect(texts).not.toContain('farmar');
  });

  test('is repeated byte for byte but for its pseudonyms', () => {
    const plain = (told: ToldRun) => curated(told).map(({ text }) => text.replace(/\[EMAIL[^\]]*\]/g, '[EMAIL]'));
    expect(plain(other)).toEqual(plain(one));
  });
});
