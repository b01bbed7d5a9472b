import { CLASSES, WORD } from './measure/character-class';

/** Buckets that words and word pairs are hashed into. */
export const BUCKETS = 1 << 16;

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const classes = CLASSES;
const word = WORD;
const { imul } = Math;

/** Visits the bucket of each word and of each pair of neighbours, without regard to capitals. Words are runs of letters, numbers and `_`. */
export function eachGram(text: string, visit: (bucket: number) => void): void {
  const lower = text.toLowerCase();
  let before = 0;
  let hash = FNV_OFFSET;
  for (let at = 0; at <= lower.length; at += 1) {
    const unit = at < lower.length ? lower.charCodeAt(at) : 0;
    if (((classes[unit] as number) & word) !== 0) {
      hash = imul(hash ^ unit, FNV_PRIME);
      continue;
    }
    if (hash === FNV_OFFSET) continue;
    visit(bucketOf(hash));
    if (before !== 0) visit(bucketOf(imul(before, 0x9e3779b1) ^ hash));
    before = hash;
    hash = FNV_OFFSET;
  }
}

function bucketOf(hash: number): number {
  const mixed = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) & (BUCKETS - 1);
}
