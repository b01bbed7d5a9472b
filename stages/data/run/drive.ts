import type { SignedManifest } from '../../../contract/data-manifest';
import { canonicalJson } from '../../../contract/canonical';
import { DistributedMap, TasksPending } from '../engine/distributed-map';
import { PrefixStore } from '../engine/prefix-store';
import { TimeUp } from '../engine/resumable-sql';
import type { SqlEngine } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import type { ComparedRun } from './duplicates-step';
import { finishRun, type Finish } from './finish';
import { landTask } from './land-task';
import { runSteps } from './pipeline';
import { runKey } from './run-key';
import { RunError } from './run-error';
import type { RunSettings } from './settings';
import type { InputFile } from './slices';
import { readJson } from '../engine/read-json';

/** Where a run's settings lie, for the tasks that are done elsewhere. */
export const SETTINGS_KEY = 'settings.json';

/** What a run on AWS is driven with. */
export interface Drive {
  /** The quarantine: `SOURCE/…`. */
  readonly input: Store;
  /** Where runs are kept. */
  readonly whole: Store;
  readonly settings: RunSettings;
  readonly sql: (store: Store) => SqlEngine;
  readonly finish: Finish;
  readonly earlier?: readonly ComparedRun[];
}

/** Where a run is. `map`: do the tasks of the list, then drive again. `again`: drive again. `done`: it has ended. */
export type Driven =
  | { readonly state: 'map'; readonly prefix: string; readonly list: string; readonly tasks: number }
  | { readonly state: 'again' }
  | { readonly state: 'done'; readonly run: string; readonly signed: SignedManifest };

/** Takes a run as far as it goes without tasks that are not done. Driven again with the same settings, it goes on. */
export async function drive(given: Drive): Promise<Driven> {
  const { input, whole, settings } = given;
  // Where a run's folder is not known yet: its name depends on what is in quarantine.
  let prefix = 'landing/';
  try {
    const landing = new PrefixStore(whole, prefix);
    await landing.write(SETTINGS_KEY, Buffer.from(canonicalJson(settings)));
    const files = await landed(input, landing, settings);
    const run = runKey(files, settings);
    prefix = `runs/${run}/`;
    const store = new PrefixStore(whole, prefix);
    await store.write(SETTINGS_KEY, Buffer.from(canonicalJson(settings)));
    await store.write('files.json', Buffer.from(canonicalJson(files)));
    const sql = given.sql(store);
    const map = new DistributedMap(store);
    const pipeline = { whole, store, prefix, settings, files, map, sql, earlier: given.earlier ?? [] };
    const outcome = await runSteps(pipeline);
    const signed = await finishRun(pipeline, outcome, given.finish);
    return { state: 'done', run, signed };
  } catch (error) {
    if (error instanceof TimeUp) return { state: 'again' };
    if (!(error instanceof TasksPending)) throw error;
    return { state: 'map', prefix, list: prefix + error.list, tasks: error.count };
  }
}

/** What is in quarantine of the plan's sources, hashed. */
async function landed(input: Store, store: Store, settings: RunSettings): Promise<InputFile[]> {
  const tasks = [];
  for (const { name } of settings.sources) {
    for (const { key, bytes, tag } of await input.list(`${name}/`))
      tasks.push(landTask({ source: name, key, bytes, ...(tag !== undefined && { tag }) }));
  }
  if (tasks.length === 0)
    throw new RunError('QUARANTINE_EMPTY', 'sources: nothing is in quarantine of any source of the plan');
  const results = await new DistributedMap(store).run(tasks);
  const files: InputFile[] = [];
  for (const { outputs } of results) files.push(await readJson<InputFile>(store, outputs[0]?.key ?? ''));
  return files;
}
