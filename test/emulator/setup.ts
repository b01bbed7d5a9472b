import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from 'jest';
import { CDK } from './cdk';
import { COPIES, EXAMPLES, TYPES, VARIABLE, commandLineOf } from './prepared';
import { copies } from './running';

/** What `teardown.ts` has to end. */
export const ENDS: (() => Promise<unknown>)[] = [];

/** Before all deploy tests: loads once what each of them would, and synthesizes the example configs. */
export default async function setup({ maxWorkers }: Config): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-deploy-'));
  mkdirSync(join(folder, TYPES));
  const workers = Array.from({ length: Number(maxWorkers ?? 1) }, (_, index) => String(index + 1));
  const [emulators] = await Promise.all([
    copies(join(folder, COPIES)),
    synthesized(folder),
    ...workers.map((worker) => commandLine(commandLineOf(folder, worker))),
  ]);
  ENDS.push(emulators);
  process.env[VARIABLE] = folder;
}

async function synthesized(folder: string): Promise<void> {
  const tsx = createRequire(__filename).resolve('tsx');
  await promisify(execFile)(
    process.execPath,
    ['--import', tsx, join(__dirname, 'synthesize-examples.ts'), folder, ...EXAMPLES],
    { env: { ...process.env, CDK_VALIDATION: 'false' } },
  );
}

/** A command line that is kept. It loads at its first run: a worker that deploys nothing does not wait for it. */
async function commandLine(socket: string): Promise<void> {
  const child: ChildProcess = fork(join(__dirname, 'command-line.cjs'), [CDK, socket], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  ENDS.push(() => {
    const gone = once(child, 'exit');
    child.disconnect();
    return gone;
  });
}
