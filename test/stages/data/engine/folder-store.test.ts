import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from '../../../../stages/data/engine/folder-store';

const folder = mkdtempSync(join(tmpdir(), 'rampart-folder-store-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('an object may have a name as long as the file system takes', async () => {
  const store = new FolderStore(folder);
  const key = `source/${'n'.repeat(255)}`;
  await store.write(key, Buffer.from('a'));
  expect(Buffer.from(await store.read(key)).toString()).toBe('a');
  expect(await store.list('source/')).toEqual([{ key, bytes: 1 }]);
});

test('an object that cannot be written leaves nothing behind', async () => {
  const parts = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('broke off');
  };
  await expect(new FolderStore(folder).write('cut/one', parts())).rejects.toThrow('broke off');
  expect(readdirSync(join(folder, 'cut'))).toEqual([]);
});

test.each(['../out', 'a/../../out', '/out', 'a//b', './a', 'a\0b'])(
  'the key %j is refused: it could leave the folder',
  async (key) => {
    await expect(new FolderStore(folder).write(key, Buffer.from('a'))).rejects.toMatchObject({ code: 'BAD_KEY' });
  },
);
