import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pseudonymKey, signingKey } from '../../../cli/data/keys';
import { JournalFile } from '../../../cli/data/label-page/journal-file';

const folder = mkdtempSync(join(tmpdir(), 'rampart-keys-'));
afterEach(() => jest.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

/** The next file is cut off in the middle, as a kill does it. */
function cutOff(): void {
  const write = writeFileSync;
  jest.spyOn(fs, 'writeFileSync').mockImplementationOnce((file, content, options) => {
    write(file, String(content).slice(0, String(content).length >> 1), options);
    throw new Error('killed');
  });
}

test.each([
  ['signing-key.pem', (workspace: string) => signingKey(workspace, undefined)],
  ['pseudonym-key', (workspace: string) => pseudonymKey(workspace)],
])('a kill while the %s is made leaves no half of it: the next run makes a whole one', (name, make) => {
  const workspace = join(folder, name);
  const file = join(workspace, 'secret', name);
  cutOff();
  expect(() => make(workspace)).toThrow('killed');
  expect(existsSync(file)).toBe(false);
  make(workspace);
  const first = readFileSync(file);
  expect(statSync(file).mode & 0o077).toBe(0);
  make(workspace);
  expect(readFileSync(file)).toEqual(first);
  expect(pseudonymKey(workspace)).toHaveLength(32);
});

test('of two processes that make a key at once, both go on with the same one', () => {
  const workspace = join(folder, 'twice');
  const exists = existsSync;
  const other = pseudonymKey(workspace);
  // Seen before the other one had written it.
  jest
    .spyOn(fs, 'existsSync')
    .mockImplementationOnce(() => false)
    .mockImplementation(exists);
  expect(pseudonymKey(workspace)).toEqual(other);
});

test("a kill while a journal's lock is made leaves no half of a process's number, which would be another's", async () => {
  const journal = join(folder, 'labels', 'mood@1.ada.jsonl');
  cutOff();
  await expect(JournalFile.open(journal, 'mood@1', 'journal')).rejects.toThrow('killed');
  expect(readdirSync(join(folder, 'labels')).filter((name) => name.endsWith('.lock'))).toEqual([]);
  await (await JournalFile.open(journal, 'mood@1', 'journal')).close();
});
