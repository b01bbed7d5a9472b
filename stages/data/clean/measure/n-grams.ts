import { PairTable } from './pair-table';
import type { Tokens } from './tokens';

const TOP: readonly number[] = [2, 3, 4];
const LONGEST = 10;

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
    }
    let left = 0;
    for (let place = 0; place < count; place += 1) {
      const id = ids[place] as number;
      const repeated = (types.counts[id] as number) > 1;
      this.grams[place] = repeated ? id : -1;
      if (repeated) this.places[left++] = place;
    }
    this.grams[count] = -1;
    return left;
  }

  /** From the repeated (n-1)-grams at the places that are left to n-grams. Reads each place before it writes it. */
  private lengthen(tokens: Tokens, left: number, n: number): number {
    const { grams, places, pairs } = this;
    pairs.reset();
    let kept = 0;
    for (let index = 0; index < left; index += 1) {
      const place = places[index] as number;
      const shorter = grams[place] as number;
      if (place + n > tokens.count || (grams[place + 1] as number) < 0) {
        grams[place] = -1;
        continue;
      }
      grams[place] = pairs.add(shorter, tokens.ids[place + n - 1] as number, place);
      places[kept++] = place;
    }
    return kept;
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
