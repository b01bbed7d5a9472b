import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf, unusable } from '../../../cli/data/source-files';
import { FolderStore } from '../../../stages/data/engine/folder-store';
import { land } from '../../../stages/data/run/land';
import { planText, ran, rampart } from './world';

const folder = mkdtempSync(join(tmpdir(), 'rampart-source-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const secret = join(folder, 'secret.txt');
const home = join(folder, 'home');
const raw = join(home, 'raw');
mkdirSync(join(raw, 'deep'), { recursive: true });
writeFileSync(secret, 'nobody of this plan may read this');
writeFileSync(join(raw, 'a.txt'), 'The first text of the folder.');
writeFileSync(join(raw, 'deep', 'b#copy-2'), 'The second text, with a strange name.');
writeFileSync(join(raw, '.hidden'), 'hidden');
symlinkSync(secret, join(raw, 'out.txt'));
symlinkSync(folder, join(raw, 'up'));
symlinkSync('a.txt', join(raw, 'again.txt'));
symlinkSync('nowhere', join(raw, 'broken.txt'));
execFileSync('mkfifo', [join(raw, 'pipe.txt')]);
for (const byte of [0xe9, 0xff])
  writeFileSync(Buffer.concat([Buffer.from(`${raw}/caf`), Buffer.from([byte]), Buffer.from('.txt')]), 'text');

const LINK = 'a symbolic link';
const NAME = 'a name that is not UTF-8';
const BELOW = [
  { name: 'raw/a.txt' },
  { name: 'raw/again.txt', unread: LINK },
  { name: 'raw/broken.txt', unread: LINK },
  { name: 'raw/caf//e9.txt', unread: NAME },
  { name: 'raw/caf//ff.txt', unread: NAME },
  { name: 'raw/deep/b#copy-2' },
  { name: 'raw/out.txt', unread: LINK },
  { name: 'raw/pipe.txt', unread: 'a pipe' },
  { name: 'raw/up', unread: LINK },
];

test('below a folder each thing that is not hidden is named, and what is no file with the reason', () => {
  expect(filesOf(home, 'raw')).toEqual(BELOW);
  expect(filesOf(home, 'raw/**')).toEqual(BELOW);
  expect(filesOf(home, 'raw/*.txt')).toEqual(BELOW.filter(({ name }) => name.endsWith('.txt')));
});

test('a link that a plan names leads to a file of its folder, and not out of it', () => {
  expect(unusable(home, 'raw/again.txt')).toBeUndefined();
  expect(filesOf(home, 'raw/again.txt')).toEqual([{ name: 'raw/again.txt', path: join(raw, 'a.txt') }]);
  for (const name of ['raw/out.txt', 'raw/up', 'raw/up/*.txt', 'raw/up/secret.txt'])
    expect(unusable(home, name)).toBe('a symbolic link out of the folder');
  expect(unusable(home, 'raw/broken.txt')).toBe('a symbolic link that leads nowhere');
  expect(unusable(home, '../secret.txt')).toBeUndefined();
});

function planOf(files: readonly string[], change: object = {}): string {
  const file = join(home, 'plan.yaml');
  const source = { name: 'all', licence: 'CC0-1.0', provenance: 'made up', files, format: 'text' };
  writeFileSync(file, planText({ sources: [source], label: undefined, balance: undefined, ...change }));
  return file;
}

test.each([
  ['raw/pipe.txt', {}, 'sources[0].files[0] names a pipe'],
  ['raw/out.txt', {}, 'sources[0].files[0] names a symbolic link out of the folder'],
  ['raw/a.txt', { evaluation: ['raw/pipe.txt'] }, 'evaluation[0] names a pipe'],
  ['raw/a.txt', { evaluation: ['raw'] }, 'evaluation[0] names a symbolic link'],
])('a plan that names %s is refused where it must be (%j)', async (name, change, part) => {
  const { code, err } = await rampart(['run', planOf([name], change), '-w', join(folder, 'untouched')]);
  expect(code).toBe(2);
  expect(err).toContain('NOT_A_FILE');
  expect(err).toContain(part);
});

test('what is no file is in the books of a run, and nothing of what a link leads to is in quarantine', async () => {
  const workspace = join(folder, 'runs');
  const told = await ran([planOf(['raw']), '-w', workspace]);
  expect(told.manifest.steps[0]).toMatchObject({ in: 9, kept: 2, quarantined: 7 });
  expect(told.manifest.reasons).toMatchObject({ 'acquire quarantined acquire/not-a-file@1': 7 });
  const quarantine = filesOf(join(workspace, 'quarantine'), 'all').map(({ name }) => name);
  expect(quarantine).toEqual(['all/raw/a.txt', 'all/raw/deep/b#copy-2']);
  const explained = await rampart(['explain', 'all:raw/pipe.txt#file', '-w', workspace]);
  expect(explained.out).toContain('acquire/not-a-file@1: a pipe');
  expect((await rampart(['explain', 'all:raw/deep/b%23copy-2', '-w', workspace])).code).toBe(0);
});

test('a link or a pipe that takes the place of a file after it was found is not followed, nor waited for', async () => {
  const store = new FolderStore(join(folder, 'landed'));
  const files = ['out.txt', 'pipe.txt', 'deep', 'gone', 'a.txt'].map((name) => {
    return { source: 's', name, path: join(raw, name) };
  });
  const landed = await land(store, files);
  expect(landed.map(({ unread }) => unread)).toEqual([
    LINK,
    'not a file',
    'not a file',
    'a file that cannot be read (ENOENT)',
    undefined,
  ]);
  expect(await store.list('')).toEqual([{ key: 's/a.txt', bytes: 29 }]);
  expect(readFileSync(join(folder, 'landed', 's', 'a.txt'), 'utf8')).toBe('The first text of the folder.');
});
