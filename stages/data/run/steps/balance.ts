import type { MapTask } from '../../engine/map-engine';
import { sampleShare } from '../../watch/domain/domain-sample';
import { summed } from '../accounts';
import type { Table } from '../balance-step';
import { counterMeasures } from '../counter-measure';
import { storeFrequentLines } from '../frequent-lines';
import { storeLabels } from '../human-labels';
import { tableAfter } from '../measure-books';
import { Measures, type CounterMeasure } from '../measures';
import { mixTasks } from '../mix-tasks';
import { Opinions } from '../opinions';
import { overParts } from '../over-parts';
import type { FinishedPart } from '../products';
import type { Settlement } from '../settled';
import { stored } from '../shard-writer';
import { runStep, type Pipeline } from '../step';
import { ranksByCell } from '../strata';

export const balance = runStep({
  name: 'balance',
  does: "makes the plan's counter-measures of the counts, and settles what mixing applies",
  work: { on: 'driver' },
  takesOut: ['balance'],
  reads: ['parts', 'counted', 'human', 'labels', 'settled'],
  writes: ['settlement'],
  run: async (pipeline, { parts, counted, human, labels, settled }) => {
    const { store, sql, prefix, settings } = pipeline;
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
    const write = async (measures: readonly CounterMeasure[], key: string) => {
      const content: Settlement = { measures, ...(lines !== undefined && { lines }), ...said };
      await stored(store, key, Buffer.from(JSON.stringify(content)));
      return { key, content };
    };
    const look = {
      ranks: async (before: readonly CounterMeasure[]) => {
        const opinions = await Opinions.open(store, said);
        return ranksByCell(store, parts, opinions, new Measures(before, settings.seed), settings.seed);
      },
      table: async (before: readonly CounterMeasure[]) => {
        const { key } = await write(before, `settled/${settled}-${before.length}.json`);
        return countedBy(pipeline, parts, key, before.length);
      },
    };
    const measures = settings.balance === undefined ? [] : await counterMeasures(counted, settings.balance, look);
    return { settlement: await write(measures, `settled/${settled}.json`) };
  },
});

/** What the counter-measures of a settlement leave, counted by mixing without writing: some of them depend on texts. */
async function countedBy(
  pipeline: Pipeline,
  parts: readonly FinishedPart[],
  settlement: string,
  measures: number,
): Promise<Table> {
  const tasks: MapTask[] = mixTasks(parts, { settlement, kept: '', counting: true });
  const results = await overParts(pipeline, 'balance', tasks);
  return tableAfter(summed(results.map(({ tallies }) => tallies)), measures);
}
