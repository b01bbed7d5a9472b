import { judgeParts, verdictsOf } from '../judge-parts';
import { BEFORE_DUPLICATES } from '../judge-task';
import { runStep } from '../step';

const work = { on: 'map', rate: 'judging' } as const;

export const sift = runStep({
  name: 'sift',
  does: 'applies thresholds to what was measured',
  work,
  takesOut: BEFORE_DUPLICATES,
  reads: ['cleaned'],
  writes: ['sifted'],
  run: async (pipeline, { cleaned }) => ({ sifted: await judgeParts(pipeline, 'sift', cleaned, {}) }),
});

export const thin = runStep({
  name: 'thin',
  does: 'takes duplicates out, so that outliers are looked for among the rest',
  work,
  takesOut: [],
  reads: ['cleaned', 'duplicates'],
  writes: ['thinned'],
  run: async (pipeline, { cleaned, duplicates }) => ({
    thinned: await judgeParts(pipeline, 'thin', cleaned, { duplicates: duplicates.id }),
  }),
});

export const judge = runStep({
  name: 'judge',
  does: 'decides about each document with all that is known by then',
  work,
  takesOut: [],
  reads: ['cleaned', 'duplicates', 'outliers'],
  writes: ['judged', 'parts'],
  run: async (pipeline, { cleaned, duplicates, outliers }) => {
    const judged = await judgeParts(pipeline, 'judge', cleaned, { duplicates: duplicates.id, outliers });
    return { judged, parts: cleaned.map((one, index) => ({ cleaned: one, judged: verdictsOf(judged[index]) })) };
  },
});
