import { sampleShare } from '../../watch/domain/domain-sample';
import { counterMeasure } from '../counter-measure';
import { storeFrequentLines } from '../frequent-lines';
import { storeLabels } from '../human-labels';
import { Opinions } from '../opinions';
import type { Settlement } from '../settled';
import { stored } from '../shard-writer';
import { runStep } from '../step';
import { ranksByCell } from '../strata';

export const balance = runStep({
  name: 'balance',
  does: "makes the plan's counter-measure of the counts, and settles what mixing applies",
  work: { on: 'driver' },
  takesOut: ['balance'],
  reads: ['parts', 'counted', 'human', 'labels', 'settled'],
  writes: ['settlement'],
  run: async ({ store, sql, prefix, settings }, { parts, counted, human, labels, settled }) => {
    const { key: labelsKey } = await storeLabels(store, human);
    const most = settings.duplicates.lines;
    const lines = await storeFrequentLines(sql, store, { id: settled, prefix, most });
    const said = {
      labels: labelsKey,
      seed: settings.seed,
      review: labels.outputs[0]?.key ?? '',
      held: settings.label?.review ?? false,
      sample: sampleShare(Object.values(counted.sources).reduce((sum, count) => sum + count, 0)),
    };
    const measure = await counterMeasure(counted, settings.balance, async () =>
      ranksByCell(store, parts, await Opinions.open(store, said), settings.seed),
    );
    const content: Settlement = { ...measure, ...(lines !== undefined && { lines }), ...said };
    const key = `settled/${settled}.json`;
    await stored(store, key, Buffer.from(JSON.stringify(content)));
    return { settlement: { key, content } };
  },
});
