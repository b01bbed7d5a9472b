import { overParts } from '../over-parts';
import { acquireTasks } from '../slices';
import { runStep } from '../step';

export const acquire = runStep({
  name: 'acquire',
  does: 'reads files in quarantine into records',
  work: { on: 'map', rate: 'copying' },
  takesOut: ['acquire'],
  reads: [],
  writes: ['acquired'],
  run: async (pipeline) => ({
    acquired: await overParts(pipeline, 'acquire', acquireTasks(pipeline.files, pipeline.settings)),
  }),
});
