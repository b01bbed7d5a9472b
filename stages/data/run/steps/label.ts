import { finished } from '../finished';
import { hashOf } from '../hash';
import { humanLabels } from '../human-labels';
import { reviewLabels } from '../label-step';
import { PIPELINE_VERSION } from '../settings';
import { runStep } from '../step';

export const label = runStep({
  name: 'label',
  does: 'makes one label of what people said, and finds labels that the other documents contradict',
  work: { on: 'driver' },
  takesOut: ['label'],
  reads: ['judged', 'parts'],
  writes: ['human', 'labels', 'settled'],
  run: async ({ whole, store, settings }, { judged, parts }) => {
    const human = await humanLabels(whole, settings.label?.schema, settings.seed);
    const settled = hashOf({
      human: human.id,
      lines: settings.duplicates.lines,
      judged: judged.map((one) => one.id),
      label: settings.label,
      balance: settings.balance,
      seed: settings.seed,
      PIPELINE_VERSION,
    });
    const labels = await finished(store, 'label', settled, () =>
      reviewLabels(store, parts, settings.label, settings.seed, `review/${settled}`),
    );
    return { human, labels, settled };
  },
});
