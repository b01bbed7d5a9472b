import type { MapResult, MapTask } from '../engine/map-engine';
import { close } from './accounts';
import type { Pipeline } from './step';

/** Runs a step over its parts, tells how far it is, and closes its books. */
export async function overParts(
  { map, onProgress }: Pipeline,
  step: string,
  tasks: readonly MapTask[],
): Promise<MapResult[]> {
  let done = 0;
  const tell = (): void => onProgress?.({ step, done, of: tasks.length });
  tell();
  const results = await map.run(tasks, () => {
    done++;
    tell();
  });
  for (const result of results) close(step, result.counts, result.counts.in);
  return results;
}
