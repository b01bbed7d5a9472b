import type { Store } from './store';

/** What an object of JSON in UTF-8 says. The caller names the type of what it wrote itself: nothing is checked here. */
export async function readJson<T>(store: Store, key: string): Promise<T> {
  return JSON.parse(Buffer.from(await store.read(key)).toString('utf8')) as T;
}
