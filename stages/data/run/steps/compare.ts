import { compareParts, learnParts } from '../compare-parts';
import { runStep } from '../step';

const work = { on: 'map', rate: 'copying' } as const;

export const learn = runStep({
  name: 'learn',
  does: 'learns from a sample how words and characters follow one another',
  work,
  takesOut: [],
  reads: ['cleaned', 'thinned'],
  writes: ['learnt'],
  run: async (pipeline, { cleaned, thinned }) => ({ learnt: await learnParts(pipeline, cleaned, thinned) }),
});

export const compare = runStep({
  name: 'compare',
  does: 'measures whether words and characters follow one another as in the other texts',
  work,
  takesOut: [],
  reads: ['cleaned', 'thinned', 'learnt'],
  writes: ['compared'],
  run: async (pipeline, { cleaned, thinned, learnt }) => ({
    compared: learnt === undefined ? undefined : await compareParts(pipeline, cleaned, thinned, learnt),
  }),
});
