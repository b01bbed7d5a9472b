import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Emulator } from './emulator';
import { prepared } from './prepared';

/** What a run of the CDK command line said. */
export interface CdkRun {
  /** 1 where it was killed. */
  readonly code: number;
  /** What killed it. @default - nothing did */
  readonly signal?: string;
  readonly output: string;
}

/** The pinned command line, not a newer one that is on the path. */
export const CDK = join(createRequire(__filename).resolve('aws-cdk/package.json'), '..');

const ALL = ['--all', '--concurrency', '4'];
const UNATTENDED = ['--require-approval', 'never', '--method=direct'];

/** Runs the CDK command line, in a folder of its own: it would read a `cdk.json` beside it. One that is kept is quicker by what loading takes. */
export function cdkIn(environment: Record<string, string>, ...given: readonly string[]): Promise<CdkRun> {
  const kept = prepared()?.commandLine;
  return kept === undefined ? started(environment, given) : asked(kept, environment, given);
}

async function asked(socket: string, environment: Record<string, string>, given: readonly string[]): Promise<CdkRun> {
  const connection = connect(socket);
  await once(connection, 'connect');
  connection.write(`${JSON.stringify({ given: [...given, '--ci'], folder: emptyFolder(), environment })}\n`);
  return JSON.parse(await text(connection)) as CdkRun;
}

function started(environment: Record<string, string>, given: readonly string[]): Promise<CdkRun> {
  const child = spawn(process.execPath, [join(CDK, 'bin', 'cdk'), ...given, '--ci'], {
    cwd: emptyFolder(),
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? 1, output, ...(signal === null ? {} : { signal }) }));
  });
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'rampart-cdk-'));
}

/** A deployment of all stacks that is killed (SIGKILL) at a moment: `sent:N` or `answered:N`, counted in calls of the command line. */
export function interruptedDeploy(emulator: Emulator, assembly: string, moment: string): Promise<CdkRun> {
  const NODE_OPTIONS = `--require ${join(__dirname, 'interrupt.cjs')}`;
  const environment = { ...emulator.environment, NODE_OPTIONS, INTERRUPT_AT: moment };
  return started(environment, ['deploy', ...ALL, '-a', assembly, ...UNATTENDED]);
}

/** Runs the CDK command line against the emulator's first account. */
export function cdk(emulator: Emulator, ...given: readonly string[]): Promise<CdkRun> {
  return cdkIn(emulator.environment, ...given);
}

/** Prepares an account for deployments; another one than the emulator's first trusts that. @throws Error with what the command line said */
export async function bootstrap(emulator: Emulator, account: string): Promise<void> {
  const trust =
    account === emulator.account
      ? []
      : [
          '--trust',
          emulator.account,
          '--cloudformation-execution-policies',
          'arn:aws:iam::aws:policy/AdministratorAccess',
        ];
  const place = `aws://${account}/${emulator.region}`;
  const { code, output } = await cdkIn(await emulator.environmentOf(account), 'bootstrap', place, ...trust);
  if (code !== 0) throw new Error(output.slice(-2000));
}

/** Deploys stacks of an assembly; all, unless some are named. */
export function deploy(emulator: Emulator, assembly: string, ...stacks: readonly string[]): Promise<CdkRun> {
  const which = stacks.length === 0 ? ALL : ['--exclusively', ...stacks];
  return cdk(emulator, 'deploy', ...which, '-a', assembly, ...UNATTENDED);
}
