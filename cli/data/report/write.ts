import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../../stages/data/run/manifest';
import type { Store } from '../../../stages/data/engine/store';
import type { Workspace } from '../workspace';
import { reportPage, type RunRecords } from './page';
import { readJson } from '../../../stages/data/engine/read-json';

const REPORT = 'report.html';

/** Writes a run's page, and says where. */
export async function writeReport(workspace: Workspace, run: string, file?: string): Promise<string> {
  const store = workspace.run(run);
  const page = reportPage(await readManifest(store), await recordsOf(store));
  if (file === undefined) await store.write(REPORT, Buffer.from(page));
  else writeFileSync(file, page);
  return file ?? join(workspace.runFolder(run), REPORT);
}

async function recordsOf(store: Store): Promise<RunRecords> {
  const read = async (name: string): Promise<unknown> => {
    const key = `records/${name}.json`;
    return (await store.exists(key)) ? await readJson<unknown>(store, key) : undefined;
  };
  return {
    tallies: await read('tallies'),
    sources: await read('sources'),
    labels: await read('labels'),
    duplicates: await read('duplicates'),
    balance: await read('balance'),
    watch: await read('watch'),
    overTime: await read('over-time'),
  } as RunRecords;
}
