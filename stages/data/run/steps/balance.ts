import { counterMeasure } from '../balance-step';
import { storeFrequentLines } from '../frequent-lines';
import { storeLabels } from '../human-labels';
import type { Settlement } from '../settled';
import { stored } from '../shard-writer';
import { runStep } from '../step';

export const balance = runStep({
  name: 'balance',
  does: "makes the plan's counter-measure of the counts, and settles what mixing applies",
  work: { on: 'driver' },
  takesOut: ['balance'],
  reads: ['counted', 'human', 'labels', 'settled'],
  writes: ['settlement'],
  run: async ({ store, sql, prefix, settings }, { counted, human, labels, settled }) => {
    const { key: labelsKey } = await storeLabels(store, human);
    const most = settings.duplicates.lines;
    const lines = await storeFrequentLines(sql, store, { id: settled, prefix, most });
    const content: Settlement = {
      ...counterMeasure(counted.table, counted.sources, settings.balance),
      ...(lines !== undefined && { lines }),
      labels: labelsKey,
      seed: settings.seed,
      review: labels.outputs[0]?.key ?? '',
      held: settings.label?.review ?? false,
    };
    const key = `settled/${settled}.json`;
    await stored(store, key, Buffer.from(JSON.stringify(content)));
    return { settlement: { key, content } };
  },
});
