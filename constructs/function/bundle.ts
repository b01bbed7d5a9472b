import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import {
  ROOM_HANDLERS,
  STAGE_HANDLERS,
  type PlatformHandler,
  type RoomHandler,
  type StageHandler,
} from '../../contract/handlers';

const PACKAGE_ROOT = resolve(__dirname, '..', '..');

/** Packages whose files a handler reads from disk, where `require.resolve` finds them: they go into the asset beside the code, as they are. */
const READ_FROM_DISK: Readonly<Partial<Record<StageHandler, string>>> = { 'data-map': 'dictionary-en' };

/** Imports that a handler's module has and its handler never takes: they would bring in what is not in the bundle. */
const NEVER_TAKEN: Readonly<Record<RoomHandler, readonly string[]>> = { verify: ['./invariants'] };

let bundled: string | undefined;
const rooms = new Map<RoomHandler, string>();

/**
 * The folder of one handler's bundle. The first call bundles every handler of the stages in one esbuild run, and one of another room, which is
 * large, by itself; later calls only look it up. The bytes depend on the sources alone: no path of this machine, no time. The folder goes when
 * the process ends.
 */
export function bundleOf(handler: PlatformHandler): string {
  if (isOfRoom(handler)) {
    const known = rooms.get(handler) ?? bundleAll([handler], NEVER_TAKEN[handler]);
    rooms.set(handler, known);
    return join(known, handler);
  }
  bundled ??= bundleStages();
  return join(bundled, handler);
}

function isOfRoom(handler: PlatformHandler): handler is RoomHandler {
  return Object.hasOwn(ROOM_HANDLERS, handler);
}

function bundleStages(): string {
  const outdir = bundleAll(STAGE_HANDLERS);
  for (const [handler, name] of Object.entries(READ_FROM_DISK)) copyPackage(name, join(outdir, handler));
  return outdir;
}

function bundleAll(handlers: readonly PlatformHandler[], external: readonly string[] = []): string {
  const outdir = mkdtempSync(join(tmpdir(), 'rampart-handlers-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  buildSync({
    absWorkingDir: PACKAGE_ROOT,
    entryPoints: handlers.map((handler) => ({ in: entryOf(handler), out: join(handler, 'index') })),
    outdir,
    external: [...external],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outdir;
}

/** The files of a package without dependencies, its licence among them. */
function copyPackage(name: string, beside: string): void {
  const from = dirname(require.resolve(name));
  for (const file of readdirSync(from)) cpSync(join(from, file), join(beside, 'node_modules', name, file));
}

/** `stages/NAME/handler` or a room's module, as TypeScript in the repository and as JavaScript in the published package. */
function entryOf(handler: PlatformHandler): string {
  const stem = join(PACKAGE_ROOT, isOfRoom(handler) ? ROOM_HANDLERS[handler] : `stages/${handler}/handler`);
  return existsSync(`${stem}.ts`) ? `${stem}.ts` : `${stem}.js`;
}
