import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Answer {
  readonly code: number | null;
  readonly out: string;
}

/**
 * What cfn-lint says of templates, a line a finding (W3005 aside), or undefined where it is not installed. It needs two seconds to start and
 * a tenth of one for a template: so it stays, for all suites of a process of the tests.
 */
export async function cfnLint(files: readonly string[]): Promise<string[] | undefined> {
  const words = ['--ignore-checks', 'W3005', '--format', 'parseable', '--', ...files];
  const answer = (await waiting(words)) ?? started(words);
  if (!answer) return undefined;
  const lines = answer.out.split('\n').filter((line) => line.trim() !== '');
  if (answer.code !== 0 && lines.length === 0) throw new Error(`cfn-lint ended with ${answer.code} and said nothing`);
  return lines;
}

/** Undefined where none stays: cfn-lint may be of a Python of its own. */
async function waiting(words: readonly string[]): Promise<Answer | undefined> {
  const address = join(tmpdir(), `cfn-lint-${process.pid}.sock`);
  if (!existsSync(address) && !(await start(address))) return undefined;
  const socket = connect(address);
  try {
    socket.write(`${JSON.stringify(words)}\n`);
    const parts: Buffer[] = [];
    for await (const part of socket) parts.push(part as Buffer);
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as Answer;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

/** Whether it is there and has read its rules. It ends with this process. */
async function start(address: string): Promise<boolean> {
  const child = spawn('python3', [join(__dirname, 'cfn-lint.py'), address], { stdio: ['ignore', 'pipe', 'ignore'] });
  child.unref();
  const isReady = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    once(child, 'close').then(() => false),
  ]).catch(() => false);
  child.stdout.destroy();
  return isReady;
}

function started(words: readonly string[]): Answer | undefined {
  const { error, status, stdout } = spawnSync('cfn-lint', words, { encoding: 'utf8' });
  return error ? undefined : { code: status, out: stdout };
}
