import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

function shell(script: string) {
  const rampart = 'node --import tsx bin/rampart.ts';
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script.replaceAll('rampart', rampart)], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, RAMPART_DEBUG: '' },
  });
  return { status, stdout, stderr };
}

test('the exit code of a command line is that of its verdict', () => {
  expect(shell('rampart check no-such-file')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('CONFIG_NOT_FOUND') as string,
  });
});

test('a reader that leaves early disturbs neither the run nor its exit code', () => {
  const { stdout, stderr } = shell('rampart schema | head -c 1; echo " ${PIPESTATUS[0]}"');

  expect(stdout).toBe('{ 0\n');
  expect(stderr).toBe('');
});

test('a slow reader gets all of it', () => {
  const { stdout } = shell('rampart schema | { sleep 0.3; cat; }');

  expect(JSON.parse(stdout)).toHaveProperty('properties');
});
