import { OrderSketch } from '../anomaly/order/order-sketch';
import { CharacterModel } from '../anomaly/shape/character-model';
import type { MapResult, StoredObject } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { stored } from './shard-writer';

/** What was learnt of texts, by its keys in the store. */
export interface Learnt {
  /** Words that follow one another. */
  readonly words: string;
  /** Characters that do. */
  readonly characters: string;
}

/** Writes what one part, or a run, has learnt. */
export async function writeLearnt(
  store: Store,
  name: string,
  words: OrderSketch,
  characters: CharacterModel,
): Promise<readonly [words: StoredObject, characters: StoredObject]> {
  return [
    await stored(store, `learnt/${name}-words.bin`, words.toBytes()),
    await stored(store, `learnt/${name}-characters.bin`, characters.toBytes()),
  ];
}

/** Adds up what parts have learnt, in any order the same. */
export async function storeLearnt(store: Store, id: string, parts: readonly MapResult[]) {
  const words = new OrderSketch();
  const characters = new CharacterModel();
  for (const { outputs } of parts) {
    const [one, other] = outputs;
    if (one !== undefined) words.merge(OrderSketch.from(await store.read(one.key)));
    if (other !== undefined) characters.merge(CharacterModel.from(await store.read(other.key)));
  }
  const outputs = await writeLearnt(store, `all-${id}`, words, characters);
  const learnt: Learnt = { words: outputs[0].key, characters: outputs[1].key };
  return { outputs, learnt };
}
