const PAIR = 0x9e3779b1 | 0;
const TRIPLE = 0x85ebca6b | 0;
const THREE = 0x5bd1e995;

/** The key of a word in a sketch. No key is 0. */
export function wordKey(word: number): number {
  return spread(word);
}

/** The key of two words, one after the other. */
export function pairKey(first: number, second: number): number {
  return spread(Math.imul(first, PAIR) ^ second);
}

/** The key of three words, one after the other. */
export function tripleKey(first: number, second: number, third: number): number {
  return spread(Math.imul(Math.imul(first, PAIR) ^ second, TRIPLE) ^ third ^ THREE);
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), PAIR);
  return (mixed ^ (mixed >>> 13)) | 0 || 1;
}
