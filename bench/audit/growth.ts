import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What an audit of so many pipelines took. */
export interface PipelinesRun {
  readonly pipelines: number;
  /** From the first construct to the last row of the ledger; the modules were loaded before. */
  readonly seconds: number;
  readonly resources: number;
  /** How the Lambda handlers came about. */
  readonly handlers: { readonly esbuildRuns: number; readonly seconds: number; readonly functions: number };
}

/**
 * Synthesizes and audits an app of so many pipelines in a fresh process of the compiled code. `audited.ts` is made plain
 * JavaScript first, for `tsx` would slow down every module that the process loads.
 */
export function pipelines(count: number, config: string, folder: string, root: string): PipelinesRun {
  const work = mkdtempSync(join(folder, `pipelines-${count}-`));
  const script = join(work, 'audited.cjs');
  const result = join(work, 'result.json');
  buildSync({ entryPoints: [join(__dirname, 'audited.ts')], outfile: script, platform: 'node', format: 'cjs' });
  const { status, stderr } = spawnSync(process.execPath, [script, root, config, String(count), work, result], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`the audit of ${count} pipelines ended with status ${status}:\n${stderr.slice(-2000)}`);
  }
  return JSON.parse(readFileSync(result, 'utf8')) as PipelinesRun;
}
