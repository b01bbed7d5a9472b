import { createHmac } from 'node:crypto';
import type { Store } from '../engine/store';
import { keyedPseudonym, type Pseudonym } from '../personal/pseudonym';
import type { RunSettings } from './settings';
import type { TaskContext } from './task-context';
import { readJson } from '../engine/read-json';

/** Where a laptop's run keeps the key of its pseudonyms; never part of an output. */
export const PSEUDONYM_KEY = 'secret/pseudonym-key';

/** The context of a task on this machine: settings from the store, pseudonyms by a key beside them. */
export async function localContext(input: Store, store: Store, settingsKey: string): Promise<TaskContext> {
  const settings = await readJson<RunSettings>(store, settingsKey);
  if (!settings.pseudonyms) return { input, store, settings };
  return { input, store, settings, pseudonym: scoped(await store.read(PSEUDONYM_KEY), settings.name) };
}

/** As KMS does it on AWS: a MAC over the scope's name is the key of the pseudonyms. */
function scoped(key: Uint8Array, scope: string): Pseudonym {
  return keyedPseudonym(createHmac('sha256', key).update(`rampart:pseudonyms:${scope}`).digest());
}
