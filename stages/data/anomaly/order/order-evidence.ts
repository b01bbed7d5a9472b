import { pairKey, tripleKey, wordKey } from './order-keys';
import type { OrderSketch } from './order-sketch';
import { GAP } from './word-hashes';

/** For each pair of neighbours so many pairs of words of the same text that stand apart. */
const STRANGERS = 4;
/** For each place of a repeated word so many other places whose next word is put there. */
const CROSSINGS = 4;

/** What a text's neighbours are by other texts: counts. */
export interface OrderEvidence {
  /** Different pairs of neighbours, and those that another text has. */
  readonly pairs: number;
  readonly pairs_known: number;
  /** Pairs of words of the text that stand apart, and those that are neighbours in another text: what any order of these words gives. */
  readonly strangers: number;
  readonly strangers_known: number;
  /** Places of a repeated word whose both pairs another text has, and those whose three words another text has in a row. */
  readonly chains: number;
  readonly chains_known: number;
  /** The same, with the word that follows it at another of its places: what a chain from word to word gives. */
  readonly crossings: number;
  readonly crossings_known: number;
  /** Neighbours that both are words of other texts, and those that another text has as neighbours. */
  readonly familiar: number;
  readonly familiar_known: number;
}

/** Takes a text's words, pairs and triples into a sketch. `owner` is the text's number, and not 0. */
export function learnOrder(sketch: OrderSketch, words: Int32Array, owner: number): void {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as number;
    if (word === GAP) continue;
    sketch.add(wordKey(word), owner);
    const next = words[at + 1] ?? GAP;
    if (next === GAP || next === word) continue;
    sketch.add(pairKey(word, next), owner);
    const third = words[at + 2] ?? GAP;
    if (third !== GAP) sketch.add(tripleKey(word, next, third), owner);
  }
}

/** Compares a text with what a sketch has of other texts. */
export function orderEvidence(sketch: OrderSketch, words: Int32Array, owner: number): OrderEvidence {
  return {
    ...neighboursOf(sketch, words, owner),
    ...strangersOf(sketch, words, owner),
    ...chainsOf(sketch, words, owner),
  };
}

function neighboursOf(sketch: OrderSketch, words: Int32Array, owner: number) {
  const seen = new Set<number>();
  const found = { pairs: 0, pairs_known: 0, familiar: 0, familiar_known: 0 };
  for (let at = 1; at < words.length; at++) {
    const first = words[at - 1] as number;
    const second = words[at] as number;
    if (first === GAP || second === GAP || first === second) continue;
    const key = pairKey(first, second);
    if (!sketch.holds(key) || seen.has(key)) continue;
    seen.add(key);
    const known = sketch.elsewhere(key, owner) ? 1 : 0;
    found.pairs++;
    found.pairs_known += known;
    // A word that is not held says nothing: it stands for one that is not known.
    if (!sketch.elsewhere(wordKey(first), owner) || !sketch.elsewhere(wordKey(second), owner)) continue;
    found.familiar++;
    found.familiar_known += known;
  }
  return found;
}

function strangersOf(sketch: OrderSketch, all: Int32Array, owner: number) {
  const words = all.filter((word) => word !== GAP);
  const found = { strangers: 0, strangers_known: 0 };
  for (let turn = 1; turn <= STRANGERS; turn++) {
    // Each turn's pairs are as different from one another as neighbours are.
    const seen = new Set<number>();
    const apart = Math.max(2, Math.floor((words.length * turn) / (STRANGERS + 1)));
    for (let at = 0; at < words.length; at++) {
      const first = words[at] as number;
      const second = words[(at + apart) % words.length] as number;
      const key = pairKey(first, second);
      if (first === second || !sketch.holds(key) || seen.has(key)) continue;
      seen.add(key);
      found.strangers++;
      if (sketch.elsewhere(key, owner)) found.strangers_known++;
    }
  }
  return found;
}

function chainsOf(sketch: OrderSketch, words: Int32Array, owner: number) {
  const found = { chains: 0, chains_known: 0, crossings: 0, crossings_known: 0 };
  for (const places of placesOf(words).values()) {
    for (let turn = 0; places.length > 1 && turn < places.length; turn++) {
      const at = places[turn] as number;
      const before = words[at - 1] as number;
      const word = words[at] as number;
      const next = words[at + 1] as number;
      if (!sketch.elsewhere(pairKey(before, word), owner)) continue;
      const triple = tripleKey(before, word, next);
      if (sketch.holds(triple) && sketch.elsewhere(pairKey(word, next), owner)) {
        found.chains++;
        if (sketch.elsewhere(triple, owner)) found.chains_known++;
      }
      for (let step = 1; step <= Math.min(CROSSINGS, places.length - 1); step++) {
        const there = places[(turn + step) % places.length] as number;
        const other = words[there + 1] as number;
        if (other === next || words[there - 1] === before) continue;
        const crossed = tripleKey(before, word, other);
        if (!sketch.holds(crossed) || !sketch.elsewhere(pairKey(word, other), owner)) continue;
        found.crossings++;
        if (sketch.elsewhere(crossed, owner)) found.crossings_known++;
      }
    }
  }
  return found;
}

/** Where each word has a word before it and one behind it. */
function placesOf(words: Int32Array): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (let at = 1; at + 1 < words.length; at++) {
    const word = words[at] as number;
    if (word === GAP || words[at - 1] === GAP || words[at + 1] === GAP) continue;
    const known = places.get(word);
    if (known === undefined) places.set(word, [at]);
    else known.push(at);
  }
  return places;
}
