import type { MapTask } from '../../engine/map-engine';
import { hashOf } from '../hash';
import { overParts } from '../over-parts';
import { PIPELINE_VERSION } from '../settings';
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
    const tasks = parts.map(({ cleaned, judged }): MapTask => {
      const { documents, attributes, sha256 } = cleaned;
      const input = { documents, attributes, judged, settlement: settlement.key, kept: keptFolder(settled) };
      return { step: 'mix', id: hashOf({ step: 'mix', PIPELINE_VERSION, input, part: sha256 }), input };
    });
    return { mixed: await overParts(pipeline, 'mix', tasks) };
  },
});
