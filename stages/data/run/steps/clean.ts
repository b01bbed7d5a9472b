import type { MapResult, MapTask } from '../../engine/map-engine';
import { close } from '../accounts';
import { hashOf } from '../hash';
import { overParts } from '../over-parts';
import { cleaningSettings } from '../run-key';
import { PIPELINE_VERSION } from '../settings';
import { runStep } from '../step';

export const clean = runStep({
  name: 'clean',
  does: 'repairs, measures and redacts records',
  work: { on: 'map', rate: 'cleaning' },
  takesOut: [],
  reads: ['acquired'],
  writes: ['cleaned'],
  run: async (pipeline, { acquired }) => {
    const parts = acquired.flatMap((one) => one.outputs.filter(({ key }) => key.startsWith('acquired/')));
    const settings = cleaningSettings(pipeline.settings);
    const tasks = parts.map(({ key, sha256 }, shard): MapTask => {
      const input = { part: key, sha256, shard };
      return { step: 'clean', id: hashOf({ step: 'clean', PIPELINE_VERSION, input, settings }), input };
    });
    const results = await overParts(pipeline, 'clean', tasks);
    const due = acquired.reduce((sum, { counts }) => sum + counts.kept, 0);
    close('clean', sumOf(results), due);
    const cleaned = results.map(({ outputs, tallies, counts }, shard) => {
      const find = (folder: string): string => outputs.find(({ key }) => key.startsWith(`${folder}/`))?.key ?? '';
      return {
        shard,
        documents: find('documents'),
        attributes: find('attributes'),
        bands: find('bands'),
        sha256: hashOf(outputs.map(({ sha256 }) => sha256)),
        tallies,
        kept: counts.kept,
      };
    });
    return { cleaned };
  },
});

function sumOf(results: readonly MapResult[]) {
  const add = (key: keyof MapResult['counts']): number => results.reduce((sum, { counts }) => sum + counts[key], 0);
  return { in: add('in'), kept: add('kept'), dropped: add('dropped'), quarantined: add('quarantined') };
}
