import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { document } from '../../stages/data/run/world';
import { planText } from './world';

const ROOT = join(__dirname, '..', '..', '..');
const ROOMS = ['contract', 'stages', 'constructs', 'lib', 'audit', 'cli', 'bin'];

/**
 * The command as it is now, transpiled file by file into a folder: `node COMMAND data run …`. A build that stands in the checkout may be an old
 * one, and a thread that learns TypeScript at each start would be what is killed, more often than the run.
 */
export function command(folder: string): string {
  const files = ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  );
  const entryPoints = files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const outdir = join(folder, 'dist');
  buildSync({
    absWorkingDir: ROOT,
    entryPoints,
    outdir,
    outbase: '.',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    supported: { 'dynamic-import': false },
  });
  for (const name of files.filter((one) => one.endsWith('.mjs'))) {
    mkdirSync(dirname(join(outdir, name)), { recursive: true });
    copyFileSync(join(ROOT, name), join(outdir, name));
  }
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return join(outdir, 'bin', 'rampart.js');
}

/** A folder with a plan over some megabytes of made-up letters: several parts, duplicates, what is too short, what cannot be read. */
export function longCorpus(megabytes: number): { readonly folder: string; readonly plan: string } {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-data-kill-'));
  mkdirSync(join(folder, 'raw'));
  for (const [source, first] of [
    ['letters', 0],
    ['notes', 1_000_000],
  ] as const) {
    const lines: string[] = [];
    for (let at = first, bytes = 0; bytes < (megabytes * 1e6) / 2; at++) {
      const text = at % 40 === 3 ? document(at - 2, 30) : at % 25 === 7 ? 'too short' : document(at, 30);
      const line =
        at % 90 === 5
          ? '{"text": "cut'
          : JSON.stringify({ text, label: at % 2 === 0 ? 'yes' : 'no', group: `g${(at >> 1) % 2}` });
      lines.push(line);
      bytes += line.length + 1;
    }
    writeFileSync(join(folder, 'raw', `${source}.jsonl`), `${lines.join('\n')}\n`);
  }
  const plan = join(folder, 'plan.yaml');
  // Several counter-measures, the last of which rests on a count of what those before it left.
  const balance = { facet: 'group', positive: ['yes'], method: ['cap', 'resample', 'swap', 'reweigh'], share: 0.6 };
  writeFileSync(plan, planText({ shardMb: 1, pseudonyms: false, balance }));
  return { folder, plan };
}

/** How a process ended: with a code, or killed. */
export interface End {
  readonly code: number | null;
  readonly killed: boolean;
  readonly milliseconds: number;
  readonly said: string;
}

/** Runs a command line, and kills it with SIGKILL after so many milliseconds, where it still runs. */
export function spawned(words: readonly string[], killAfter?: number): Promise<End> {
  const began = performance.now();
  const child = spawn(process.execPath, [...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString('utf8')));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, killed: signal === 'SIGKILL', milliseconds: performance.now() - began, said });
    });
  });
}

/** Hashes of all that a workspace's runs left, by name, secrets and signatures aside: those differ from key to key. */
export function left(workspace: string): Readonly<Record<string, string>> {
  const folder = join(workspace, 'runs');
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile() && !/(^|\/)(secret|spill|edges)\//.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(content(join(folder, name)))
          .digest('hex'),
      ]),
  );
}

function content(file: string): string | Buffer {
  if (!file.endsWith('manifest.json') && !file.endsWith('report.html')) return readFileSync(file);
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('report.html')) return text.replace(/local:[0-9a-f]{64}/g, 'local:KEY');
  return JSON.stringify((JSON.parse(text) as { manifest: object }).manifest);
}
