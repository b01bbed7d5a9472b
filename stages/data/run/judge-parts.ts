import type { MapTask } from '../engine/map-engine';
import { close } from './accounts';
import { duplicatesKey } from './duplicates-step';
import { groupOf } from './groups';
import { hashOf } from './hash';
import { overParts } from './over-parts';
import type { CleanedResult, JudgedPart } from './products';
import { RunError } from './run-error';
import { PIPELINE_VERSION } from './settings';
import type { Pipeline } from './step';

/** What was found by looking at all parts together. */
export interface Known {
  /** Id of the duplicates. */
  readonly duplicates?: string;
  /** Key of the outliers. */
  readonly outliers?: string | undefined;
}

/** Applies thresholds to all parts, with what is known by then. */
export async function judgeParts(
  pipeline: Pipeline,
  name: string,
  cleaned: readonly CleanedResult[],
  { duplicates, outliers }: Known,
): Promise<JudgedPart[]> {
  const { rules, seed } = pipeline.settings;
  const folder = `judged/${hashOf({ rules, seed, duplicates, outliers }).slice(0, 16)}/`;
  const tasks = cleaned.map((part): MapTask => {
    const { attributes, shard, sha256 } = part;
    const input = {
      attributes,
      folder,
      ...(duplicates !== undefined && { duplicates: duplicatesKey(duplicates, groupOf(shard)) }),
      ...(outliers !== undefined && { outliers }),
    };
    return { step: 'judge', id: hashOf({ step: 'judge', PIPELINE_VERSION, input, rules, sha256 }), input };
  });
  const results = await overParts(pipeline, name, tasks);
  results.forEach((result, index) => close(name, result.counts, cleaned[index]?.kept ?? 0));
  return results.map((result, index) => ({ id: tasks[index]?.id ?? '', result }));
}

/** Key of a part's table of verdicts. @throws RunError `NOT_JUDGED` */
export function verdictsOf(part: JudgedPart | undefined): string {
  const key = part?.result.outputs[0]?.key;
  if (key === undefined) throw new RunError('NOT_JUDGED', 'a part was judged and left no table');
  return key;
}

/** The folder in which parts were judged: the same for all of them. */
export function folderOf(parts: readonly JudgedPart[]): string {
  const key = verdictsOf(parts[0]);
  return key.slice(0, key.lastIndexOf('/') + 1);
}
