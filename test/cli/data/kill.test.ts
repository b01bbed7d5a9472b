import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Seeded } from '../../../stages/data/seeded';
import { command, left, longCorpus, spawned } from './killed';

jest.setTimeout(180_000);

const { folder, plan } = longCorpus(1.5);
afterAll(() => rmSync(folder, { recursive: true }));

test('a run that is killed three times and run again leaves, byte for byte, what an undisturbed one leaves', async () => {
  const rampart = command(folder);
  const words = (workspace: string): string[] => [
    rampart,
    'data',
    'run',
    plan,
    '-j',
    '2',
    '-w',
    join(folder, workspace),
  ];
  const undisturbed = await spawned(words('whole'));
  expect(undisturbed).toMatchObject({ code: 0, said: '' });
  const expected = left(join(folder, 'whole'));
  expect(Object.keys(expected).length).toBeGreaterThan(20);
  const random = new Seeded(11);
  let kills = 0;
  let seen = 0;
  // Moments are shares of what is left to do: how fast this machine is decides where they fall, and the outcome must not depend on it.
  for (const share of [0.35, 0.55, 0.6]) {
    const after = undisturbed.milliseconds * (share + random.below(100) / 1000);
    const { killed } = await spawned(words('killed'), after);
    if (killed) kills++;
    seen = Math.max(seen, Object.keys(left(join(folder, 'killed'))).length);
  }
  expect(kills).toBeGreaterThan(0);
  expect(seen).toBeGreaterThan(0);
  expect(await spawned(words('killed'))).toMatchObject({ code: 0, said: '' });
  expect(left(join(folder, 'killed'))).toEqual(expected);
});
