import { canonicalJson } from '../../../contract/canonical';
import type { Store } from '../engine/store';

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
  const key = `work/${step}/${id}.json`;
  if (await store.exists(key)) {
    const result = JSON.parse(Buffer.from(await store.read(key)).toString('utf8')) as T;
    const there = await Promise.all(result.outputs.map((output) => store.exists(output.key)));
    if (there.every(Boolean)) return result;
  }
  const result = await work();
  await store.write(key, Buffer.from(canonicalJson(result)));
  return JSON.parse(canonicalJson(result)) as T;
}
