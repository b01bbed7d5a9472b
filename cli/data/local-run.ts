import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../../contract/canonical';
import type { SignedManifest } from '../../contract/data-manifest';
import { DuckDb } from '../../stages/data/engine/duckdb';
import { LocalWorkers } from '../../stages/data/engine/local-workers';
import type { Store } from '../../stages/data/engine/store';
import type { ComparedRun } from '../../stages/data/run/duplicates-step';
import { finishRun } from '../../stages/data/run/finish';
import { sha256 } from '../../stages/data/run/hash';
import { land } from '../../stages/data/run/land';
import { PSEUDONYM_KEY } from '../../stages/data/run/local-context';
import { runSteps, type Outcome } from '../../stages/data/run/pipeline';
import { MANIFEST_KEY } from '../../stages/data/run/manifest';
import { runKey } from '../../stages/data/run/run-key';
import type { Progress } from '../../stages/data/run/step';
import type { LocalKey } from '../../stages/signing/local-key';
import { version } from '../version';
import { pseudonymKey } from './keys';
import type { LoadedPlan } from './plan';
import { earlierRun } from './earlier-run';
import { OUTCOME, WorkspaceError, type Workspace } from './workspace';

/** How a plan is run on this machine. */
export interface LocalRunOptions {
  readonly workers?: number;
  readonly memoryMb?: number;
  /** Runs of the workspace that this one must not repeat, the earliest first. */
  readonly against: readonly string[];
  /** The run that this one is compared with. */
  readonly baseline?: string;
  /** Begins a series of its own. @default false */
  readonly newSeries?: boolean;
  readonly signer: LocalKey;
  readonly onProgress?: (progress: Progress) => void;
}

/** What a run on this machine made, and where. */
export interface LocalRun {
  readonly run: string;
  readonly folder: string;
  readonly signed: SignedManifest;
  readonly outcome: Outcome;
}

/** Runs a plan on this machine: worker threads, DuckDB, a folder. Run again after a kill, it goes on where it was. */
export async function runLocally(
  loaded: LoadedPlan,
  workspace: Workspace,
  options: LocalRunOptions,
): Promise<LocalRun> {
  const { settings } = loaded;
  const { onProgress, against } = options;
  // Before anything is done: a wrong name should not cost an hour.
  const earlier: ComparedRun[] = [];
  for (const id of new Set(against)) earlier.push(await earlierRun(workspace, id));
  const baseline = options.baseline === undefined ? undefined : await baselineOf(workspace, options.baseline);
  const files = await land(workspace.quarantine, loaded.files, (done, of) => onProgress?.({ step: 'land', done, of }));
  const run = runKey(files, settings);
  if (against.includes(run) || options.baseline === run)
    throw new WorkspaceError(
      'RUN_AGAINST_ITSELF',
      `run ${run} would be compared with itself; allowed: a run of other files, or of other cleaning`,
    );
  const store = workspace.run(run);
  const prefix = workspace.prefix(run);
  mkdirSync(workspace.runFolder(run), { recursive: true });
  await store.write('settings.json', Buffer.from(canonicalJson(settings)));
  await store.write('files.json', Buffer.from(canonicalJson(files)));
  if (settings.pseudonyms) await store.write(PSEUDONYM_KEY, pseudonymKey(workspace.folder));
  const map = new LocalWorkers(
    { folder: workspace.runFolder(run), inputFolder: join(workspace.folder, 'quarantine'), settings: 'settings.json' },
    options.workers ?? availableParallelism(),
  );
  const sql = new DuckDb(workspace.folder, {
    memoryMb: options.memoryMb ?? 1000,
    threads: options.workers ?? availableParallelism(),
  });
  try {
    const pipeline = {
      whole: workspace.whole,
      store,
      prefix,
      settings,
      files,
      map,
      sql,
      earlier,
      ...(onProgress && { onProgress }),
    };
    const outcome = await runSteps(pipeline);
    onProgress?.({ step: 'measure', done: 0, of: 1 });
    const signed = await finishRun(pipeline, outcome, {
      code: version(),
      signer: options.signer,
      ...(baseline && { baseline }),
      ...(options.newSeries !== undefined && { newSeries: options.newSeries }),
    });
    onProgress?.({ step: 'measure', done: 1, of: 1 });
    await withoutLeftovers(store, signed);
    await store.write(
      OUTCOME,
      Buffer.from(canonicalJson({ parts: outcome.parts, kept: outcome.kept, review: outcome.review })),
    );
    await workspace.finished(run);
    return { run, folder: workspace.runFolder(run), signed, outcome };
  } finally {
    await map.close();
    await sql.close();
    await store.remove(PSEUDONYM_KEY);
  }
}

/** Removes what another set of thresholds once curated in this folder: a person who takes all files of it should take this run's. */
async function withoutLeftovers(store: Store, { manifest }: SignedManifest): Promise<void> {
  const named = new Set([...manifest.outputs, ...manifest.records].map(({ key }) => key));
  for (const folder of ['curated/', 'excluded/'])
    for (const { key } of await store.list(folder)) if (!named.has(key)) await store.remove(key);
}

async function baselineOf(workspace: Workspace, run: string) {
  const store = workspace.run(workspace.named(run));
  return { store, manifestSha256: sha256(await store.read(MANIFEST_KEY)) };
}
