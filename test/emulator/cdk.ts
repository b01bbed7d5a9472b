import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from './emulator';

/** What a run of the CDK command line said. */
export interface CdkRun {
  readonly code: number;
  readonly output: string;
}

/** Runs the pinned CDK command line against the emulator, in a folder of its own: it would read a `cdk.json` beside it. */
export function cdk(emulator: Emulator, ...given: readonly string[]): Promise<CdkRun> {
  const script = join(createRequire(__filename).resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');
  const child = spawn(process.execPath, [script, ...given, '--ci'], {
    cwd: mkdtempSync(join(tmpdir(), 'rampart-cdk-')),
    env: emulator.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Deploys stacks of an assembly; all, unless some are named. */
export function deploy(emulator: Emulator, assembly: string, ...stacks: readonly string[]): Promise<CdkRun> {
  const which = stacks.length === 0 ? ['--all'] : ['--exclusively', ...stacks];
  return cdk(emulator, 'deploy', ...which, '-a', assembly, '--require-approval', 'never', '--method=direct');
}
