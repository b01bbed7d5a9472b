import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DEFAULT_LIMITS } from '../../../../stages/data/acquire/source';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import type { MapEngine, MapResult, MapTask } from '../../../../stages/data/engine/map-engine';
import { PrefixStore } from '../../../../stages/data/engine/prefix-store';
import type { SqlEngine } from '../../../../stages/data/engine/sql-engine';
import type { Store } from '../../../../stages/data/engine/store';
import { DEFAULT_RULES } from '../../../../stages/data/run/default-rules';
import { drive, SETTINGS_KEY, type Driven } from '../../../../stages/data/run/drive';
import { localContext } from '../../../../stages/data/run/local-context';
import type { RunSettings } from '../../../../stages/data/run/settings';
import { runTask } from '../../../../stages/data/run/task';
import { LocalKey } from '../../../../stages/signing/local-key';

/** Sentences from which documents are made: plain English, so that the quality rules let them pass. */
const OPENINGS = ['In the morning', 'After the meeting', 'Before the storm', 'During the long winter', 'At the market'];
const ACTORS = ['the farmer', 'a young teacher', 'the old captain', 'our neighbour', 'the committee', 'a visitor'];
const DEEDS = [
  'walked to the harbour',
  'read the letter again',
  'counted the boats',
  'opened the gate',
  'wrote a short report',
];
const ENDS = [
  'and said nothing of it.',
  'because the road was closed.',
  'with the help of friends.',
  'before it was dark.',
];

function number(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state;
  };
}

/** A document of some dozens of sentences, each its own. */
export function document(seed: number, sentences = 12): string {
  const next = number(seed * 7919 + 17);
  const pick = (list: readonly string[]): string => list[(next() >> 8) % list.length]!;
  return Array.from({ length: sentences }, (_, at) => {
    const day = `on day ${seed * 31 + at} of the year`;
    return `${pick(OPENINGS)} ${day} ${pick(ACTORS)} ${pick(DEEDS)} ${pick(ENDS)}`;
  }).join('\n');
}

/** Three sources with what a run should find: duplicates, near duplicates, what is too short, what cannot be read. */
export function acquired(folder: string): void {
  const lines = (source: number, count: number): string[] =>
    Array.from({ length: count }, (_, at) => {
      const label = (at + source) % 3 === 0 ? 'no' : 'yes';
      return JSON.stringify({ text: document(source * 1000 + at), label, group: `g${at % 2}` });
    });
  const letters = lines(1, 60);
  const notes = lines(2, 40);
  notes.push(letters[3]!, letters[7]!);
  notes.push(JSON.stringify({ text: `${document(1011)}\nAnd so it ended.`, label: 'yes', group: 'g0' }));
  notes.push(
    '{"text":',
    JSON.stringify({ text: 'too short', label: 'yes', group: 'g1' }),
    JSON.stringify({ body: 'x' }),
  );
  mkdirSync(join(folder, 'letters'), { recursive: true });
  mkdirSync(join(folder, 'notes'), { recursive: true });
  mkdirSync(join(folder, 'pages'), { recursive: true });
  writeFileSync(join(folder, 'letters', 'a.jsonl'), `${letters.join('\n')}\n`);
  writeFileSync(join(folder, 'notes', 'b.jsonl'), `${notes.join('\n')}\n`);
  for (const page of [1, 2, 3]) writeFileSync(join(folder, 'pages', `${page}.txt`), document(3000 + page));
  writeFileSync(join(folder, 'pages', '9.txt'), Buffer.from([0x61, 0xff, 0x80]));
}

export function settings(change: Partial<RunSettings> = {}): RunSettings {
  const source = (name: string, format: 'jsonl' | 'text') => {
    const fields = format === 'jsonl' ? ['label', 'group'] : [];
    return { name, licence: 'CC0-1.0', provenance: 'a test', format, textField: 'text', fields, encoding: 'utf-8' };
  };
  return {
    name: 'test',
    sources: [source('letters', 'jsonl'), source('notes', 'jsonl'), source('pages', 'text')],
    limits: DEFAULT_LIMITS,
    shardBytes: 20_000,
    seed: 1,
    languages: [],
    rules: DEFAULT_RULES.filter(({ id }) => id.startsWith('gopher-quality/short')),
    boilerplate: false,
    typos: false,
    pseudonyms: false,
    evaluation: [],
    duplicates: { similarity: 0.8 },
    anomalies: { share: 0 },
    label: { field: 'label', classes: ['yes', 'no'], review: true },
    balance: { facet: 'source', positive: ['yes'], most: 0.2, methods: ['reweigh'], share: 0.5 },
    ...change,
  };
}

/** A folder with acquired files, and an empty one for runs. */
export function place(): { readonly input: string; readonly folder: string } {
  const base = mkdtempSync(join(tmpdir(), 'rampart-data-'));
  acquired(join(base, 'quarantine'));
  return { input: join(base, 'quarantine'), folder: base };
}

const KEY = LocalKey.fromPem(LocalKey.generate());

/** The state machine of AWS, played through: drives a run, does the tasks that it lists, in an order of its own, and drives it again. */
export async function played(
  whole: Store,
  at: { readonly input: string; readonly folder: string },
  given: RunSettings,
  order: (tasks: MapTask[]) => MapTask[] = (tasks) => tasks,
  engine: () => SqlEngine = () => new DuckDb(at.folder, { threads: 1 }),
): Promise<Extract<Driven, { state: 'done' }>> {
  const input = new FolderStore(at.input);
  for (;;) {
    const sql = engine();
    try {
      const driven = await drive({
        input,
        whole,
        settings: given,
        sql: () => sql,
        finish: { code: '0.0.0', signer: KEY },
      });
      if (driven.state === 'done') return driven;
      if (driven.state === 'again') continue;
      const tasks = JSON.parse(Buffer.from(await whole.read(driven.list)).toString('utf8')) as MapTask[];
      const context = await localContext(input, new PrefixStore(whole, driven.prefix), SETTINGS_KEY);
      for (const task of order([...tasks])) await runTask(task, context);
    } finally {
      await sql.close();
    }
  }
}

/** Tasks in this thread. */
export class InThread implements MapEngine {
  public constructor(
    private readonly input: Store,
    private readonly store: Store,
  ) {}

  public async run(tasks: readonly MapTask[], onDone?: (result: MapResult) => void): Promise<MapResult[]> {
    const context = await localContext(this.input, this.store, SETTINGS_KEY);
    const results: MapResult[] = [];
    for (const task of tasks) {
      const result = await runTask(task, context);
      onDone?.(result);
      results.push(result);
    }
    return results;
  }

  public async close(): Promise<void> {
    // Nothing is held.
  }
}

/** What a run left that counts, by name, as bytes. Lists of tasks and signatures are the way's, and not the data's. */
export function left(folder: string, run: string): Map<string, string> {
  const base = join(folder, 'runs', run);
  const files = existsSync(base) ? readdirSync(base, { recursive: true, encoding: 'utf8' }) : [];
  const counted = files
    .map((name) => name.split('\\').join('/'))
    .filter((name) =>
      /^(acquired|refused|documents|attributes|bands|judged|duplicates|curated|excluded|kept|records)\/.*\.\w+$/.test(
        name,
      ),
    )
    .sort();
  return new Map(counted.map((name) => [name, readFileSync(join(base, name)).toString('base64')]));
}

/** Paths that a store holds beside the ones of a run's folder. */
export function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => relative(folder, join(folder, name)));
}
