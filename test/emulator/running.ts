import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** An emulator's process: where it answers, and its end. */
export interface Running {
  readonly endpoint: string;
  readonly cloudFormation: string;
  readonly stop: () => Promise<void>;
}

/** What an emulator is asked to be. */
export interface Asked {
  readonly account: string;
  readonly without: readonly string[];
}

const PYTHON = process.env['EMULATOR_PYTHON'] ?? 'python3';
const MAIN = join(__dirname, 'server', 'main.py');
const START_SECONDS = 60;

/** @throws Error that says in one line how to get an emulator, where there is none */
export function ensureInstalled(): void {
  const found = spawnSync(PYTHON, ['-c', 'import moto.server, yaml, cryptography'], { encoding: 'utf8' });
  if (found.status === 0) return;
  throw new Error(
    `No emulator: ${PYTHON} has no moto. Get it with: pip install 'moto[server]==5.2.1' pyyaml (EMULATOR_PYTHON names another python)`,
  );
}

/** The names of all repairs. */
export function repairs(): readonly string[] {
  const told = spawnSync(PYTHON, [MAIN, '--repairs'], { encoding: 'utf8' });
  return JSON.parse(told.stdout) as string[];
}

/** An emulator in a process of its own. */
export async function spawned({ account, without }: Asked): Promise<Running> {
  ensureInstalled();
  const left = without.flatMap((name) => ['--without', name]);
  const { child, said } = await started(['--account', account, ...left]);
  return { ...answering(said), stop: () => ended(child) };
}

/** A copy of the process that `copies` started: what an emulator has to load is loaded. It ends with its connection. */
export async function copied(socket: string, { account, without }: Asked): Promise<Running> {
  const connection = connect(socket);
  await once(connection, 'connect');
  connection.write(`${JSON.stringify({ account, without })}\n`);
  const said = answering(await firstLine(connection));
  const stop = async (): Promise<void> => {
    if (connection.closed) return;
    connection.resume().end();
    await once(connection, 'close');
  };
  return { ...said, stop };
}

/** Starts the process that emulators are copies of. It ends when its standard input closes. */
export async function copies(socket: string): Promise<() => Promise<void>> {
  ensureInstalled();
  const { child } = await started(['--copies', socket]);
  return () => ended(child);
}

async function started(given: readonly string[]): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(PYTHON, [MAIN, ...given], { stdio: ['pipe', 'pipe', 'pipe'] });
  let trouble = '';
  child.stderr.on('data', (part: Buffer) => (trouble = (trouble + part.toString()).slice(-4000)));
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the emulator ended with ${String(code)}: ${trouble}`);
  });
  gone.catch(() => undefined);
  return { child, said: await Promise.race([firstLine(child.stdout), gone]) };
}

async function firstLine(from: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the emulator is silent')), START_SECONDS * 1000);
    createInterface({ input: from }).once('line', (line) => {
      clearTimeout(timer);
      resolve(line);
    });
  });
}

function answering(said: string): Omit<Running, 'stop'> {
  const { endpoint, cloudformation, error } = JSON.parse(said) as Record<string, string>;
  if (endpoint === undefined || cloudformation === undefined) throw new Error(error ?? said);
  return { endpoint, cloudFormation: cloudformation };
}

/** Closes its standard input, at which it ends; kills it by its own id if it does not. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(timer);
}
