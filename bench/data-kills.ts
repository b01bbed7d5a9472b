import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Seeded } from '../stages/data/seeded';
import { command, left, longCorpus, spawned } from '../test/cli/data/killed';

const KILLS = 50;
const MEGABYTES = 2;
/** So often a run is killed before it may end. */
const MOST_A_RUN = 5;

/**
 * `rampart data run` killed by SIGKILL 50 times at random moments (seeded shares of an undisturbed run's time), each time run again in the same
 * workspace: how many of the workspaces came to the same bytes as the undisturbed one.
 */
export async function run(): Promise<object> {
  const { folder, plan } = longCorpus(MEGABYTES);
  try {
    const rampart = command(folder);
    const words = (workspace: string): string[] => [rampart, 'data', 'run', plan, '-w', join(folder, workspace)];
    const whole = await spawned(words('whole'));
    if (whole.code !== 0) throw new Error(`The undisturbed run ended with ${whole.code}: ${whole.said}`);
    const expected = JSON.stringify(left(join(folder, 'whole')));
    const random = new Seeded(50);
    let kills = 0;
    let runs = 0;
    let identical = 0;
    const perRun: number[] = [];
    while (kills < KILLS) {
      const workspace = `killed-${runs}`;
      let here = 0;
      while (here < MOST_A_RUN && kills < KILLS) {
        const { killed, code, said } = await spawned(
          words(workspace),
          whole.milliseconds * (0.1 + random.below(90) / 100),
        );
        if (!killed && code !== 0) throw new Error(`A run that was killed ${here} times ended with ${code}: ${said}`);
        if (!killed) break;
        kills++;
        here++;
      }
      const { code, said } = await spawned(words(workspace));
      if (code !== 0) throw new Error(`A run that was killed ${here} times ended with ${code}: ${said}`);
      const same = JSON.stringify(left(join(folder, workspace))) === expected;
      runs++;
      if (same) identical++;
      perRun.push(here);
      console.log(`${kills} kills; run ${runs}, killed ${here} times: ${same ? 'the same bytes' : 'OTHER BYTES'}`);
      rmSync(join(folder, workspace), { recursive: true });
    }
    return { kills, runs, mostKillsOfARun: Math.max(...perRun), identical: identical === runs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
