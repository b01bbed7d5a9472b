import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Seeded } from '../../stages/data/seeded';
import { command, left, longCorpus, spawned } from '../../test/cli/data/killed';
import { settled, unfinishedIn } from './settled';

const KILLS = 50;
/** Little text: what a kill can break is between the steps and in their writes, and a run still has them all. */
const MEGABYTES = 0.2;
/** So often a workspace's run is killed before it may end. */
const MOST_OF_ONE = 6;
/** What a run writes, in its order: how far it was when it was killed. */
const STEPS = ['acquire', 'clean', 'judge', 'deduplicate', 'label', 'mix'];

/**
 * `rampart data run` killed by SIGKILL 50 times, each time at a moment drawn (seeded) uniformly from an undisturbed run's whole time, and run again
 * in the same workspace until a run ends: how many of the workspaces came to the same bytes as the undisturbed one.
 */
export async function atRandom(): Promise<object> {
  const { folder, plan } = longCorpus(MEGABYTES);
  try {
    const rampart = command(folder);
    const words = (workspace: string): string[] => [rampart, 'data', 'run', plan, '-q', '-w', join(folder, workspace)];
    const undisturbed = async (workspace: string): Promise<number> => {
      const { code, said, milliseconds } = await spawned(words(workspace));
      if (code !== 0) throw new Error(`The undisturbed run ended with ${code}: ${said}`);
      return milliseconds;
    };
    // The first one also reads the program from the disk: the second is what the others take.
    await undisturbed('cold');
    const whole = await undisturbed('whole');
    const expected = JSON.stringify(left(join(folder, 'whole')));
    const random = new Seeded(50);
    const killsAfter: Record<string, number> = {};
    let [kills, midWrite, workspaces, identical, mostKillsOfOne] = [0, 0, 0, 0, 0];
    while (kills < KILLS) {
      const workspace = join(folder, `killed-${workspaces}`);
      let [here, leftBehind] = [0, 0];
      for (let ended = false; !ended;) {
        const last = kills === KILLS || here === MOST_OF_ONE;
        const { killed, code, said } = await spawned(
          words(`killed-${workspaces}`),
          last ? undefined : whole * random.next(),
        );
        if (!killed && code !== 0) throw new Error(`A run that was killed ${here} times ended with ${code}: ${said}`);
        ended = !killed;
        if (ended) continue;
        kills++;
        here++;
        const { step, unfinished } = stateOf(workspace);
        killsAfter[step] = (killsAfter[step] ?? 0) + 1;
        if (unfinished > leftBehind) midWrite++;
        leftBehind = unfinished;
      }
      const same = JSON.stringify(settled(workspace)) === expected;
      workspaces++;
      if (same) identical++;
      mostKillsOfOne = Math.max(mostKillsOfOne, here);
      console.log(
        `${kills} kills; workspace ${workspaces}, killed ${here} times: ${same ? 'the same bytes' : 'OTHER BYTES'}`,
      );
      rmSync(workspace, { recursive: true });
    }
    return { kills, workspaces, identical, midWrite, killsAfter, mostKillsOfOne, runMilliseconds: Math.round(whole) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The last step of which a part was done, and how many objects kills have left half written. */
function stateOf(workspace: string): { readonly step: string; readonly unfinished: number } {
  const names = existsSync(workspace) ? readdirSync(workspace, { recursive: true, encoding: 'utf8' }) : [];
  const done = STEPS.filter((step) => names.some((name) => name.includes(`/work/${step}/`)));
  const ended = names.some((name) => name.endsWith('/manifest.json'));
  return {
    step: ended ? 'manifest' : (done.at(-1) ?? 'start'),
    unfinished: unfinishedIn(workspace),
  };
}
