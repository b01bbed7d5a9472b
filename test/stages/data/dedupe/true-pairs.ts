/**
 * Exact Jaccard similarity of folded word 5-grams, by other means than the stage's: words by a regular expression, and a number for each
 * different word, pair of words, four words and five words. No hash is involved.
 */
export class TrueSets {
  private readonly words = new Map<string, number>();
  private readonly pairs = new Map<number, number>();
  private readonly fours = new Map<number, number>();
  private readonly fives = new Map<number, number>();
  private readonly shorts = new Map<string, number>();
  public readonly sets: Uint32Array[] = [];

  public add(text: string): void {
    const ids = splitWords(text).map((word) => numberOf(this.words, word));
    this.sets.push(Uint32Array.from(new Set(ids.length < 5 ? this.short(ids) : this.grams(ids))).sort());
  }

  private grams(ids: readonly number[]): number[] {
    const twos = ids.slice(1).map((id, at) => numberOf(this.pairs, ids[at]! * 2 ** 26 + id));
    return ids.slice(4).map((fifth, at) => {
      const four = numberOf(this.fours, twos[at]! * 2 ** 26 + twos[at + 2]!);
      return numberOf(this.fives, four * 2 ** 26 + fifth);
    });
  }

  private short(ids: readonly number[]): number[] {
    return ids.length === 0 ? [] : [2 ** 31 + numberOf(this.shorts, ids.join(' '))];
  }
}

const ALONE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const BASIC_ALONE = String.raw`[[${ALONE}]&&[\p{L}\p{M}\p{N}]&&[\u0000-\uffff]]`;
const WORDS = new RegExp(String.raw`${BASIC_ALONE}|[[\p{L}\p{M}\p{N}\u{10000}-\u{10ffff}]--${BASIC_ALONE}]+`, 'gv');

/** Folded words: each run of letters, marks and digits; a character of a script without spaces is one of its own; one beyond the basic plane counts as a letter. */
export function splitWords(text: string): string[] {
  return text.toLowerCase().match(WORDS) ?? [];
}

export function trueJaccard(left: Uint32Array, right: Uint32Array): number {
  const other = new Set(right);
  const shared = left.filter((gram) => other.has(gram)).length;
  const together = left.length + right.length - shared;
  return together === 0 ? 0 : shared / together;
}

export interface TruePair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/**
 * Every pair of sets with at least the similarity given. Two such sets share one of the rarest (1 - least) part of their grams, so only
 * those are indexed; each pair found so is compared in full.
 */
export function pairsOver(sets: readonly Uint32Array[], least: number): TruePair[] {
  const times = new Map<number, number>();
  for (const set of sets) for (const gram of set) times.set(gram, (times.get(gram) ?? 0) + 1);
  const index = new Map<number, number[]>();
  const found: TruePair[] = [];
  sets.forEach((set, b) => {
    const rarest = [...set].sort((x, y) => times.get(x)! - times.get(y)! || x - y);
    const others = new Set<number>();
    for (const gram of rarest.slice(0, set.length - Math.ceil(least * set.length) + 1)) {
      const seen = index.get(gram);
      if (seen === undefined) index.set(gram, [b]);
      else {
        for (const a of seen) others.add(a);
        seen.push(b);
      }
    }
    for (const a of others) {
      const similarity = trueJaccard(sets[a]!, set);
      if (similarity >= least) found.push({ a, b, similarity });
    }
  });
  return found;
}

function numberOf<K>(known: Map<K, number>, key: K): number {
  const number = known.get(key) ?? known.size;
  known.set(key, number);
  return number;
}
