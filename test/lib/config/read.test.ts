import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../../lib/config/errors';
import { MOST_BYTES, readConfigText } from '../../../lib/config/read';

const folder = mkdtempSync(join(tmpdir(), 'rampart-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function refusal(file: string): ConfigError {
  try {
    readConfigText(file);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the file was read');
}

test('a file is read as it stands, a byte order mark included', () => {
  expect(readConfigText(written('plain.yaml', '\ufeffname: ü\n'))).toBe('\ufeffname: ü\n');
});

test.each([
  ['a missing file', 'CONFIG_NOT_FOUND', () => join(folder, 'nothing.yaml')],
  ['a file used as a folder', 'CONFIG_NOT_FOUND', () => join(written('a', ''), 'b.yaml')],
  ['a name that no file can have', 'CONFIG_NOT_FOUND', () => 'a\0b'],
  ['an empty name', 'CONFIG_NOT_FOUND', () => ''],
  ['a folder', 'CONFIG_NOT_A_FILE', () => folder],
  ['an endless device', 'CONFIG_NOT_A_FILE', () => '/dev/zero'],
  ['a name that is too long', 'CONFIG_NOT_READABLE', () => join(folder, 'x'.repeat(300))],
  ['bytes that are not UTF-8', 'CONFIG_NOT_TEXT', () => written('latin.yaml', Buffer.from('name: \xfc', 'latin1'))],
  ['UTF-16', 'CONFIG_NOT_TEXT', () => written('wide.yaml', Buffer.from('\ufeffname: a', 'utf16le'))],
  ['a file of 5 MB', 'CONFIG_TOO_LARGE', () => written('large.yaml', 'a: b\n'.repeat(2 ** 20))],
  ['one byte too many', 'CONFIG_TOO_LARGE', () => written('over.yaml', '#'.repeat(MOST_BYTES + 1))],
])('%s is refused with a sentence', (_, code, file) => {
  const error = refusal(file());

  expect(error.problems).toEqual([expect.objectContaining({ code, path: '' })]);
  expect(error.message).toMatch(/got .+; allowed: .+\./);
});

test('a link that leads to itself is refused', () => {
  const link = join(folder, 'loop.yaml');
  symlinkSync(link, link);

  expect(refusal(link).code).toBe('CONFIG_NOT_READABLE');
});

test('the largest file that is allowed is read', () => {
  expect(readConfigText(written('most.yaml', '#'.repeat(MOST_BYTES)))).toHaveLength(MOST_BYTES);
});

test('a file without permission to read is refused', () => {
  const file = written('secret.yaml', 'name: a');
  chmodSync(file, 0);
  chmodSync(folder, 0o755);
  const root = process.getuid?.() === 0;
  // Root may read everything: become nobody for a moment.
  if (root) process.seteuid?.(65534);
  try {
    expect(refusal(file).code).toBe('CONFIG_NOT_READABLE');
  } finally {
    if (root) process.seteuid?.(0);
  }
});

test('a pipe is read to its end', () => {
  const script = `
    const { readConfigText } = require('./lib/config/read');
    process.stdout.write(readConfigText('/dev/fd/3'));`;
  const command = `node --require tsx/cjs --eval "$0" 3< <(printf 'name: '; sleep 0.2; printf 'piped')`;
  const output = execFileSync('bash', ['-c', command, script], { cwd: join(__dirname, '..', '..', '..') });

  expect(output.toString()).toBe('name: piped');
});
