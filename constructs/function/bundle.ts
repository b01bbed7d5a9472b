import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { STAGE_HANDLERS, type StageHandler } from '../../contract/handlers';

const PACKAGE_ROOT = resolve(__dirname, '..', '..');

/** Packages whose files a handler reads from disk, where `require.resolve` finds them: they go into the asset beside the code, as they are. */
const READ_FROM_DISK: Readonly<Partial<Record<StageHandler, string>>> = { 'data-map': 'dictionary-en' };

let bundled: string | undefined;

/**
 * The folder of one handler's bundle. The first call bundles every handler in one esbuild run; later calls only look it up.
 * The bytes depend on the sources alone: no path of this machine, no time. The folder goes when the process ends.
 */
export function bundleOf(handler: StageHandler): string {
  bundled ??= bundleAll();
  return join(bundled, handler);
}

function bundleAll(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'rampart-handlers-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  buildSync({
    absWorkingDir: PACKAGE_ROOT,
    entryPoints: STAGE_HANDLERS.map((handler) => ({ in: entryOf(handler), out: join(handler, 'index') })),
    outdir,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'silent',
  });
  for (const [handler, name] of Object.entries(READ_FROM_DISK)) copyPackage(name, join(outdir, handler));
  return outdir;
}

/** The files of a package without dependencies, its licence among them. */
function copyPackage(name: string, beside: string): void {
  const from = dirname(require.resolve(name));
  for (const file of readdirSync(from)) cpSync(join(from, file), join(beside, 'node_modules', name, file));
}

/** `stages/NAME/handler`, as TypeScript in the repository and as JavaScript in the published package. */
function entryOf(handler: StageHandler): string {
  const stem = join(PACKAGE_ROOT, 'stages', handler, 'handler');
  return existsSync(`${stem}.ts`) ? `${stem}.ts` : `${stem}.js`;
}
