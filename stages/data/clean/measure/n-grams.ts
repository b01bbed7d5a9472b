import { PairTable } from './pair-table';
import type { Tokens } from './tokens';

const TOP: readonly number[] = [2, 3, 4];
const LONGEST = 10;
const MARKS_A_PLACE = 4;
// A global is looked up at each use, which is slow in a sandbox.
const { imul } = Math;

/**
 * Repeated word sequences, for Gopher's rules. An n-gram is repeated only where both of its (n-1)-grams are, so each length looks at the few
 * places that the one before left. Two n-grams are equal where their words are: datatrove joins the words of a 5-gram or longer without a
 * separator, so that there `on line` and `online` are one, which makes a difference for one document in 21,966.
 */
export class RepeatedGrams {
  /** For n in 2, 3, 4: code points of the most frequent n-gram (its words joined by spaces) times its occurrences. By n. */
  public readonly top = new Float64Array(LONGEST + 1);
  /** For n in 5 to 10: code points in repeated n-grams, without the spaces, counted from left to right without overlap. By n. */
  public readonly repeated = new Float64Array(LONGEST + 1);
  private readonly pairs = new PairTable();
  /** At each place that is left: the number of the n-gram that begins there; -1 where it is not repeated. */
  private grams = new Int32Array(0);
  private places = new Int32Array(0);
  private seen = new Uint8Array(0);
  /** Where each place's n-gram falls among the marks, and how many fell there: an n-gram that fell alone is there once. */
  private falls = new Int32Array(0);
  private marks = new Uint8Array(0);

  public measure(tokens: Tokens): void {
    this.top.fill(0);
    this.repeated.fill(0);
    let left = this.start(tokens);
    for (let n = 2; n <= LONGEST && (left > 0 || n <= 4); n += 1) {
      left = this.lengthen(tokens, left, n);
      if (TOP.includes(n)) this.top[n] = this.topChars(tokens, n);
      left = this.prune(left);
      if (n > 4) this.repeated[n] = this.repeatedChars(tokens, left, n);
    }
  }

  /** Places of words that are repeated. */
  private start({ count, ids, types }: Tokens): number {
    if (this.grams.length <= count) {
      this.grams = new Int32Array(2 ** Math.ceil(Math.log2(count + 2)));
      this.places = new Int32Array(this.grams.length);
      this.seen = new Uint8Array(this.grams.length);
      this.falls = new Int32Array(this.grams.length);
      this.marks = new Uint8Array(this.grams.length * MARKS_A_PLACE * 2);
    }
    let left = 0;
    for (let place = 0; place < count; place += 1) {
      const id = ids[place] as number;
      const repeated = types.count(id) > 1;
      this.grams[place] = repeated ? id : -1;
      if (repeated) this.places[left++] = place;
    }
    this.grams[count] = -1;
    return left;
  }

  /** From the repeated (n-1)-grams at the places that are left to n-grams, those left out that are there once for sure. */
  private lengthen({ count, ids }: Tokens, left: number, n: number): number {
    const { grams, places, pairs } = this;
    const kept = this.sift(this.sketch(count, ids, left, n));
    pairs.reset(kept);
    for (let index = 0; index < kept; index += 1) {
      const place = places[index] as number;
      grams[place] = pairs.add(grams[place] as number, ids[place + n - 1] as number, place);
    }
    return kept;
  }

  /** Leaves the places where both (n-1)-grams are repeated, and marks where the n-gram falls. Reads each place before it writes it. */
  private sketch(count: number, ids: Int32Array, left: number, n: number): number {
    const { grams, places, falls, marks } = this;
    const mask = this.clearMarks(left);
    let kept = 0;
    for (let index = 0; index < left; index += 1) {
      const place = places[index] as number;
      const shorter = grams[place] as number;
      if (place + n > count || (grams[place + 1] as number) < 0) {
        grams[place] = -1;
        continue;
      }
      const hash = imul(shorter, 0x9e3779b1) + imul(ids[place + n - 1] as number, 0x85ebca77);
      const fall = (hash ^ (hash >>> 15)) & mask;
      falls[kept] = fall;
      // 1, then 3, 7 and so on up to 255.
      marks[fall] = ((marks[fall] as number) << 1) | 1;
      places[kept++] = place;
    }
    return kept;
  }

  /** Leaves the places whose n-gram fell where another did. */
  private sift(left: number): number {
    const { grams, places, falls, marks } = this;
    let kept = 0;
    for (let index = 0; index < left; index += 1) {
      const place = places[index] as number;
      if ((marks[falls[index] as number] as number) > 1) places[kept++] = place;
      else grams[place] = -1;
    }
    return kept;
  }

  /** About four marks a place. */
  private clearMarks(places: number): number {
    const length = 2 ** Math.ceil(Math.log2(places * MARKS_A_PLACE + 1));
    this.marks.fill(0, 0, length);
    return length - 1;
  }

  /** Leaves the places whose n-gram was seen more than once. */
  private prune(left: number): number {
    const { grams, places, pairs } = this;
    let kept = 0;
    for (let index = 0; index < left; index += 1) {
      const place = places[index] as number;
      if (pairs.count(grams[place] as number) > 1) places[kept++] = place;
      else grams[place] = -1;
    }
    return kept;
  }

  private topChars({ before, count }: Tokens, n: number): number {
    const { pairs } = this;
    let most = 1;
    let first = 0;
    for (let id = 0; id < pairs.size; id += 1) {
      if (pairs.count(id) > most) {
        most = pairs.count(id);
        first = pairs.first(id);
      }
    }
    if (first + n > count) return 0;
    return ((before[first + n] as number) - (before[first] as number) + n - 1) * most;
  }

  private repeatedChars({ before }: Tokens, left: number, n: number): number {
    const { grams, places, seen } = this;
    seen.fill(0, 0, this.pairs.size);
    let chars = 0;
    let next = 0;
    for (let index = 0; index < left; index += 1) {
      const place = places[index] as number;
      const gram = grams[place] as number;
      if (place < next) continue;
      if (seen[gram] === 1) {
        chars += (before[place + n] as number) - (before[place] as number);
        next = place + n;
      } else seen[gram] = 1;
    }
    return chars;
  }
}
