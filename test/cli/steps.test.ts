import { colours } from '../../cli/colour';
import { Steps } from '../../cli/steps';
import { recorder } from './recorder';

function steps(overrides: Parameters<typeof recorder>[0] = {}, quiet = false) {
  const record = recorder(overrides);
  return { ...record, steps: new Steps(record.terminal, colours(record.terminal, 'err', false), quiet) };
}

test('a step is timed, and its result handed on', async () => {
  const { steps: run } = steps();

  await expect(run.run('config', () => 42)).resolves.toBe(42);
  expect(run.times).toEqual([{ name: 'config', milliseconds: 1000 }]);
});

test('overlapping steps keep their own times, and the total is what a person waited', () => {
  const { steps: run } = steps();
  run.begin('rules');
  run.begin('packs');
  run.end('packs', 5000);
  run.end('rules');

  expect(run.times).toEqual([
    { name: 'packs', milliseconds: 5000 },
    { name: 'rules', milliseconds: 3000 },
  ]);
  expect(run.elapsed).toBe(3000);
  expect(run.summary()).toBe('step      time\npacks   5.00 s\nrules   3.00 s\nin all  3.00 s\n');
});

test('a terminal sees which steps are under way, in one line that is written over', async () => {
  const { steps: run, err } = steps({ errIsTty: true });
  await run.run('synthesis', () => undefined);

  expect(err()).toBe('\r\u001b[2K… synthesis\r\u001b[2K✓ synthesis 1.00 s\n');
});

test('a failing step ends its line before the error is told', async () => {
  const { steps: run, err } = steps({ errIsTty: true });

  await expect(run.run('synthesis', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(err()).toMatch(/✗ synthesis\n$/);
});

test.each([
  ['a pipe', {}, false],
  ['--quiet', { errIsTty: true }, true],
])('%s sees no progress', async (_, overrides, quiet) => {
  const { steps: run, err } = steps(overrides, quiet);
  await run.run('synthesis', () => undefined);

  expect(err()).toBe('');
  expect(run.times).toHaveLength(1);
});
