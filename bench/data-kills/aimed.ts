import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { document } from '../../test/stages/data/run/world';
import { planText } from '../../test/cli/data/world';
import { command, left, longCorpus, spawned, type End } from '../../test/cli/data/killed';
import type { Aim } from './aim';
import { settled, unfinishedIn } from './settled';

/** So many documents that outliers are looked for. */
const MEGABYTES = 0.8;
const WORKSPACES = 2;
/** How much of an object is written when the kill comes: nothing, a half, all but its end. */
const SHARES = [0, 0.5, 0.98];

const JOURNAL = '/labels/mood@1.ada.jsonl';
const writes = (...paths: string[]): Omit<Aim, 'share'>[] => paths.map((path) => ({ at: 'write', path }));

/** Where kills are aimed, by step, in a run's order: each is met before the next one. */
const AIMS: Readonly<Record<string, readonly Omit<Aim, 'share'>[]>> = {
  'journal of labels': writes(`${JOURNAL}$`, `${JOURNAL}.lock`, `${JOURNAL}$`, `${JOURNAL}.lock`, `${JOURNAL}$`),
  'signing key': writes('/secret/signing-key.pem'),
  land: writes('/quarantine/letters/', '/quarantine/notes/', '/settings.json', '/files.json'),
  acquire: writes('/acquired/', '/refused/', '/work/acquire/'),
  clean: writes('/documents/', '/attributes/', '/bands/', '/lines/', '/work/clean/'),
  judge: writes('/judged/', '/work/judge/'),
  'SQL: queries': ['passed', 'exact', 'band-edges', 'candidates', 'near', 'duplicates'].map((name) => ({
    at: 'query',
    path: `/\\* (run|dedupe)/${name} \\*/`,
  })),
  'SQL: edges': writes('/edges/'),
  'SQL: export': [{ at: 'export', path: '/duplicates/' }],
  deduplicate: writes('/work/deduplicate/'),
  anomalies: writes('/outliers/'),
  label: writes('/review/', '/work/label/'),
  balance: writes('/human-labels/', '/frequent-lines/', '/settled/'),
  mix: writes('/curated/', '/excluded/', '/kept/', '/profiles/', '/work/mix/'),
  measure: writes('/records/profile', '/records/agreement', '/records/balance'),
  sign: [{ at: 'sign', path: '' }, ...writes('/manifest.json')],
  end: writes('/outcome.json', '/latest.json', '/report.html'),
};

const LABELS = { letters: 'yes', notes: 'no' };
const SCHEMA = {
  id: 'mood',
  version: 1,
  question: 'Is it cheerful?',
  kind: 'nominal',
  classes: ['yes', 'no'].map((id) => ({ id, name: id, definition: `It is: ${id}.`, examples: [] })),
  guideline: { version: 1, text: 'Read it.' },
};

/** Kills in the midst of what a run does: how many were in the midst of a write, by step, and how many workspaces came to the same bytes. */
export async function aimed(): Promise<object> {
  const { folder, plan } = longCorpus(MEGABYTES);
  try {
    const rampart = command(folder);
    const [aim, append] = ['aim', 'append-labels'].map((name) => script(folder, name)) as [string, string];
    const near = { text: `${document(0, 30)}\nAnd so it ended.`, label: 'yes', group: 'g0' };
    appendFileSync(join(folder, 'raw', 'notes.jsonl'), `${JSON.stringify(near)}\n`);
    writeFileSync(join(folder, 'mood.yaml'), JSON.stringify(SCHEMA));
    writeFileSync(
      plan,
      planText({
        shardMb: 1,
        pseudonyms: false,
        duplicates: { similarity: 0.8, lines: 5 },
        anomalies: { share: 0.02 },
        label: { field: 'label', classes: ['yes', 'no'], schema: 'mood.yaml', review: true },
      }),
    );
    const at = (workspace: string): string => join(folder, workspace);
    const labelled = (workspace: string, ...before: string[]): Promise<End> =>
      spawned([...before, append, join(at(workspace), JOURNAL), JSON.stringify(LABELS)]);
    const data = (workspace: string, workers: number, ...before: string[]): Promise<End> =>
      spawned([...before, rampart, 'data', 'run', plan, '-q', '-j', String(workers), '-w', at(workspace)]);
    // 1: the run has ended, and one of its gates is not passed.
    const whole = (end: End, ...others: number[]): void => {
      if (end.code !== 0 && !others.includes(end.code ?? -1))
        throw new Error(`A run ended with ${end.code}: ${end.said}`);
    };
    whole(await labelled('whole'));
    whole(await data('whole', 2), 1);
    const expected = left(at('whole'));
    const journal = readFileSync(join(at('whole'), JOURNAL), 'utf8');
    const [kills, midWrite, missed]: Record<string, number>[] = [{}, {}, {}];
    let [identical, turn] = [0, 0];
    for (let number = 0; number < WORKSPACES; number++) {
      const workspace = `aimed-${number}`;
      mkdirSync(at(workspace), { recursive: true });
      for (const [step, aims] of Object.entries(AIMS)) {
        for (const one of aims) {
          const share = SHARES[turn++ % SHARES.length];
          const before = unfinishedIn(at(workspace));
          process.env['AIM'] = JSON.stringify({ ...one, share });
          const loaded = ['--require', aim];
          const end = step.startsWith('journal')
            ? await labelled(workspace, ...loaded)
            : await data(workspace, 1 + number, ...loaded);
          delete process.env['AIM'];
          if (!end.killed) {
            whole(end, ...(step.startsWith('journal') ? [] : [1]));
            add(missed, `${step} ${one.path}`);
            continue;
          }
          add(kills, step);
          if (step.startsWith('journal') || unfinishedIn(at(workspace)) > before) add(midWrite, step);
        }
        // The run that follows is to see all labels, as the undisturbed one does.
        if (step.startsWith('journal')) whole(await labelled(workspace));
      }
      whole(await labelled(workspace));
      whole(await data(workspace, 2), 1);
      const same =
        differences(expected, settled(at(workspace))).length === 0 &&
        readFileSync(join(at(workspace), JOURNAL), 'utf8') === journal;
      if (same) identical++;
      else console.log(differences(expected, settled(at(workspace))));
      console.log(`${sum(kills)} aimed kills; workspace ${number}: ${same ? 'the same bytes' : 'OTHER BYTES'}`);
    }
    return {
      kills: sum(kills),
      midWrite: sum(midWrite),
      workspaces: WORKSPACES,
      identical,
      killsByStep: kills,
      midWriteByStep: midWrite,
      missed,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Objects that are missing, there beside the others, or of other bytes. */
function differences(expected: Readonly<Record<string, string>>, got: Readonly<Record<string, string>>): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(got)]);
  return [...names].filter((name) => expected[name] !== got[name]).sort();
}

/** A script of this folder as one file. */
function script(folder: string, name: string): string {
  const outfile = join(folder, `${name}.js`);
  buildSync({
    entryPoints: [join(__dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}

function add(counts: Record<string, number> | undefined, name: string): void {
  if (counts !== undefined) counts[name] = (counts[name] ?? 0) + 1;
}

function sum(counts: Readonly<Record<string, number>> | undefined): number {
  return Object.values(counts ?? {}).reduce((total, count) => total + count, 0);
}
