/** Which of the hashed words and word pairs a text has, each once, ascending. */
export type HashedWords = Uint32Array;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Only the first words of a text count: a domain shows early, and a long text must not cost more. */
const MOST_WORDS = 400;

/** Words and pairs of neighbours, lower-cased, hashed to `1 << bits` places. */
export function hashedWords(text: string, bits = 15): HashedWords {
  const mask = (1 << bits) - 1;
  const found = new Set<number>();
  let [before, count] = [0, 0];
  for (const [word] of text.matchAll(WORD)) {
    if (++count > MOST_WORDS) break;
    const hash = hashOf(word.toLowerCase());
    found.add(spread(hash) & mask);
    if (before !== 0) found.add(spread(Math.imul(before, 31) ^ hash) & mask);
    before = hash;
  }
  return Uint32Array.from(found).sort();
}

/** FNV-1a over UTF-16 code units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash | 1;
}

function spread(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return h ^ (h >>> 15);
}
