import { canonicalJson } from '../../../contract/canonical';
import type { MapEngine, MapResult, MapTask } from './map-engine';
import type { Store } from './store';
import { hashOf } from '../run/hash';
import { resultOf } from '../run/finished';

/** Tasks that have to be done before a run can go on. Not an error of the run: whoever drives it starts them, and drives it again. */
export class TasksPending extends Error {
  public constructor(
    /** Key of the list of tasks: a JSON array, as a Distributed Map reads it. */
    public readonly list: string,
    public readonly count: number,
  ) {
    super(`${count} tasks are to be done: ${list}`);
  }
}

/**
 * Step Functions' Distributed Map, seen from inside a run: what is done is taken from the store; what is not is written into a list, and the
 * run ends there. The state machine maps over the list, one function call a task, and drives the run again.
 */
export class DistributedMap implements MapEngine {
  public constructor(private readonly store: Store) {}

  public async run(tasks: readonly MapTask[], onDone?: (result: MapResult) => void): Promise<MapResult[]> {
    const results = await Promise.all(tasks.map(({ step, id }) => resultOf<MapResult>(this.store, step, id)));
    const open = tasks.filter((_, index) => results[index] === undefined);
    if (open.length > 0) {
      const list = `pending/${hashOf(open.map(({ step, id }) => [step, id]))}.json`;
      await this.store.write(list, Buffer.from(canonicalJson(open)));
      throw new TasksPending(list, open.length);
    }
    const done = results.filter((result) => result !== undefined);
    for (const result of done) onDone?.(result);
    return done;
  }

  public async close(): Promise<void> {
    // Nothing is held.
  }
}
