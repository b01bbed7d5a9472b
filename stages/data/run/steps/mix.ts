import { mixTasks } from '../mix-tasks';
import { overParts } from '../over-parts';
import { runStep } from '../step';

/** Where the table of what a run kept lies, by which later runs find duplicates. */
export function keptFolder(settled: string): string {
  return `kept/${settled}/`;
}

export const mix = runStep({
  name: 'mix',
  does: 'writes what every step kept, with label and weight; of the rest the reason',
  work: { on: 'map', rate: 'copying' },
  takesOut: [],
  reads: ['parts', 'settled', 'settlement'],
  writes: ['mixed'],
  run: async (pipeline, { parts, settled, settlement }) => {
    const tasks = mixTasks(parts, { settlement: settlement.key, kept: keptFolder(settled) });
    return { mixed: await overParts(pipeline, 'mix', tasks) };
  },
});
