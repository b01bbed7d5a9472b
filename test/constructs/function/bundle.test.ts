import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type * as Bundle from '../../../constructs/function/bundle';
import { ROOM_HANDLERS, STAGE_HANDLERS, type RoomHandler } from '../../../contract/handlers';

jest.mock('esbuild', () => {
  const real = jest.requireActual<typeof import('esbuild')>('esbuild');
  return { ...real, buildSync: jest.fn(real.buildSync) };
});

const ROOT = resolve(__dirname, '..', '..', '..');
const build = jest.mocked(buildSync);
let folders: string[] = [];

/** Bundles anew, as another process would. */
function bundle(): string[] {
  let made: string[] = [];
  jest.isolateModules(() => {
    const { bundleOf } = jest.requireActual<typeof Bundle>('../../../constructs/function/bundle');
    made = STAGE_HANDLERS.map((handler) => bundleOf(handler));
  });
  return made;
}

const bytesOf = (folder: string): Buffer => readFileSync(join(folder, 'index.js'));
const hash = (folder: string): string => createHash('sha256').update(bytesOf(folder)).digest('hex');

beforeAll(() => {
  folders = bundle();
});

test('all handlers are bundled in one run of esbuild', () => {
  expect(build).toHaveBeenCalledTimes(1);
  expect(build.mock.calls[0]?.[0].entryPoints).toHaveLength(STAGE_HANDLERS.length);
});

test('two bundlings, into two folders, give the same bytes', () => {
  const again = bundle();
  expect(again).not.toEqual(folders);
  expect(again.map(hash)).toEqual(folders.map(hash));
});

test('no bundle knows where it was made', () => {
  for (const folder of folders) {
    const text = bytesOf(folder).toString('utf8');
    expect(text).not.toContain(ROOT);
    expect(text).not.toContain(resolve(folder, '..'));
    expect(text).not.toContain('sourceMappingURL');
  }
});

test('no bundle carries CDK', () => {
  for (const folder of folders) expect(bytesOf(folder).toString('utf8')).not.toContain('aws-cdk-lib');
});

test.each([...STAGE_HANDLERS])(
  'the bundle of %s loads in plain Node, without an environment, and has a handler',
  (name) => {
    const file = join(folders[STAGE_HANDLERS.indexOf(name)] ?? '', 'index.js');
    const script = `process.stdout.write(typeof require(${JSON.stringify(file)}).handler)`;
    const { stdout, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: {}, cwd: '/' });
    expect([status, stdout]).toEqual([0, 'function']);
  },
);

describe.each(Object.keys(ROOM_HANDLERS) as RoomHandler[])('%s, a handler of another room,', (name) => {
  let text = '';

  beforeAll(() => {
    jest.isolateModules(() => {
      const { bundleOf } = jest.requireActual<typeof Bundle>('../../../constructs/function/bundle');
      build.mockClear();
      folders.push(bundleOf(name));
      bundleOf(name);
    });
    text = bytesOf(folders.at(-1) ?? '').toString('utf8');
  });

  test('is bundled once, by itself, and not with the stages', () => {
    expect(build).toHaveBeenCalledTimes(1);
    expect(build.mock.calls[0]?.[0].entryPoints).toHaveLength(1);
  });

  test('carries neither CDK nor what AWS publishes of actions, knows no path of this machine, and is small', () => {
    expect(text).not.toContain('aws-cdk-lib');
    expect(text).not.toContain('iam-data');
    expect(text).not.toContain(ROOT);
    expect(text.length).toBeLessThan(5_000_000);
  });

  test('loads in plain Node, without an environment, and has a handler', () => {
    const file = join(folders.at(-1) ?? '', 'index.js');
    const script = `process.stdout.write(typeof require(${JSON.stringify(file)}).handler)`;
    const { stdout, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env: {}, cwd: '/' });
    expect([status, stdout]).toEqual([0, 'function']);
  });
});

test('the folder goes when the process ends', () => {
  const script = `const { bundleOf } = require('./constructs/function/bundle.ts'); process.stdout.write(bundleOf('gateway'))`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], { encoding: 'utf8', cwd: ROOT });
  expect(stdout).toContain('rampart-handlers-');
  expect(existsSync(stdout)).toBe(false);
});
