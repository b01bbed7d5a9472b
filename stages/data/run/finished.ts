import { canonicalJson } from '../../../contract/canonical';
import type { Store } from '../engine/store';
import { readJson } from '../engine/read-json';

interface Finished {
  readonly outputs: readonly { readonly key: string }[];
}

/**
 * Work whose result is kept under its id: done once, also after a kill. The mark is written last, so it stands only where everything
 * else does.
 */
export async function finished<T extends Finished>(
  store: Store,
  step: string,
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = await resultOf<T>(store, step, id);
  if (before !== undefined) return before;
  const mark = canonicalJson(await work());
  await store.write(markOf(step, id), Buffer.from(mark));
  return JSON.parse(mark) as T;
}

/** The result of work that is done; undefined where it is not, or where what it wrote is gone. */
export async function resultOf<T extends Finished>(store: Store, step: string, id: string): Promise<T | undefined> {
  const key = markOf(step, id);
  if (!(await store.exists(key))) return undefined;
  const result = await readJson<T>(store, key);
  const there = await Promise.all(result.outputs.map((output) => store.exists(output.key)));
  return there.every(Boolean) ? result : undefined;
}

function markOf(step: string, id: string): string {
  return `work/${step}/${id}.json`;
}
