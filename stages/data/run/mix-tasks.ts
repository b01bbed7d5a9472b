import type { MapTask } from '../engine/map-engine';
import { hashOf } from './hash';
import type { MixInput } from './mix-task';
import type { FinishedPart } from './products';
import { PIPELINE_VERSION } from './settings';

/** A task for each part: to mix it by a settlement, or to count what mixing would leave. */
export function mixTasks(
  parts: readonly FinishedPart[],
  by: Pick<MixInput, 'settlement' | 'kept' | 'counting'>,
): MapTask[] {
  return parts.map(({ cleaned, judged }) => {
    const { documents, attributes, sha256 } = cleaned;
    const input: MixInput = { documents, attributes, judged, ...by };
    return { step: 'mix', id: hashOf({ step: 'mix', PIPELINE_VERSION, input, part: sha256 }), input };
  });
}
