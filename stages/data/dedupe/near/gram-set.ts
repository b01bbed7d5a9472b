import { GRAM } from './min-hash';
import { Words, mixed } from './words';

const { imul } = Math;
// Local: an import is a property that compiled code looks up at every use.
const mix = mixed;

/**
 * The set of a text's folded word 5-grams: each as a whole number of 53 bits in a double, in ascending order. Two grams of a million have
 * one number with a probability of about 1e-4, so that a Jaccard similarity of two sets is exact for practice.
 */
export class GramSets {
  /** Of 200,000 different words, five pairs have the same 32 bits; none has 64. */
  private readonly words = new Words();
  private readonly others = new Words(0x2545f491, 0x5851f42d);

  public of(text: string): Float64Array {
    const count = this.words.read(text);
    if (count === 0) return new Float64Array(0);
    this.others.read(text);
    const size = Math.min(GRAM, count);
    const all = new Float64Array(count - size + 1);
    for (let at = 0; at < all.length; at++) all[at] = this.gram(at, size);
    return distinct(all.sort());
  }

  private gram(from: number, size: number): number {
    const { hashes } = this.words;
    const { hashes: others } = this.others;
    let high = size;
    let low = ~size;
    for (let at = from; at < from + size; at++) {
      high = mix(imul(high, 0x9e3779b1) + (hashes[at] ?? 0));
      low = mix(imul(low, 0x85ebca77) ^ (others[at] ?? 0));
    }
    return (high >>> 0) * 0x20_0000 + (low >>> 11);
  }
}

/** Jaccard similarity of two sets in ascending order: what they share, by what they have together. Two empty sets have none. */
export function jaccard(left: Float64Array, right: Float64Array): number {
  let shared = 0;
  for (let l = 0, r = 0; l < left.length && r < right.length;) {
    const a = left[l] ?? 0;
    const b = right[r] ?? 0;
    if (a === b) shared++;
    if (a <= b) l++;
    if (b <= a) r++;
  }
  const together = left.length + right.length - shared;
  return together === 0 ? 0 : shared / together;
}

function distinct(sorted: Float64Array): Float64Array {
  let kept = 0;
  for (let at = 0; at < sorted.length; at++) {
    const value = sorted[at] ?? 0;
    if (at === 0 || value !== sorted[kept - 1]) sorted[kept++] = value;
  }
  return sorted.slice(0, kept);
}
