import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type * as Load from '../../../lib/config/load';
import type * as Synthesize from '../../../lib/synthesize';

/**
 * Keeps the templates that a commit synthesizes, for the upgrade tests: `npx tsx test/deploy/releases/record.ts COMMIT VERSION`, once for each
 * release. Templates only: functions come from today's assets. The commit is checked out beside this one, with the libraries of this one.
 */
async function record(commit: string, version: string): Promise<void> {
  const root = join(__dirname, '..', '..', '..');
  const folder = join(mkdtempSync(join(tmpdir(), 'rampart-release-')), 'tree');
  const git = (...given: string[]) => execFileSync('git', given, { cwd: root, encoding: 'utf8' }).trim();
  git('worktree', 'add', '--detach', folder, commit);
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const from = (file: string) => import(pathToFileURL(join(folder, file)).href) as Promise<unknown>;
    const { loadConfig } = (await from('lib/config/load.ts')) as typeof Load;
    const { synthesize } = (await from('lib/synthesize.ts')) as typeof Synthesize;
    const templates = ['minimal', 'multi-account', 'production'].map((config) => {
      const out = mkdtempSync(join(tmpdir(), 'rampart-assembly-'));
      synthesize(loadConfig(join(folder, 'config', `${config}.yaml`)), out);
      const stacks = readdirSync(out).flatMap((file) => /^(.*)\.template\.json$/.exec(file)?.[1] ?? []);
      const all = stacks.map((stack) => {
        const text = readFileSync(join(out, `${stack}.template.json`), 'utf8');
        return [stack, JSON.parse(text) as unknown];
      });
      return [config, Object.fromEntries(all)];
    });
    const release = { version, commit: git('rev-parse', commit), templates: Object.fromEntries(templates) as unknown };
    writeFileSync(join(__dirname, `${version}.json.gz`), gzipSync(JSON.stringify(release), { level: 9 }));
  } finally {
    git('worktree', 'remove', '--force', folder);
  }
}

const [commit, version] = process.argv.slice(2);
if (commit === undefined || version === undefined) throw new Error('usage: record.ts COMMIT VERSION');
void record(commit, version);
