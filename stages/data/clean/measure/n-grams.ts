import { growTo, kernelOf, type Memory } from '../../kernel';
import { MODULE } from './n-grams.wasm';
import type { Tokens } from './tokens';

interface Kernel {
  readonly memory: Memory;
  readonly settle: (room: number) => void;
  readonly pairs: (count: number) => number;
  readonly lengthen: (left: number, n: number) => number;
  readonly fullest: () => number;
  readonly most: (left: number, n: number, times: number) => number;
  readonly first: () => number;
  readonly repeated: (left: number, n: number) => number;
}

const TOP = 4;
const LONGEST = 10;
/** The kernel's memory for each word that it has room for, and the room that it begins with. */
const BYTES_A_WORD = 58;
const FIRST_ROOM = 4096;
/** Room that is given back after the text, in words: a text of so many is rare. */
const LARGE_ROOM = 1 << 20;

/**
 * Repeated word sequences, for Gopher's rules. An n-gram is repeated only where both of its (n-1)-grams are, so each length looks at the places that
 * the one before left. What falls alone among marks is there once; what is left after that is compared word by word. Two n-grams are equal where
 * their words are: datatrove joins the words of a 5-gram or longer without a separator, so that there `on line` and `online` are one, which makes a
 * difference for one document in 21,966. The kernel is WebAssembly (`n-grams.wat`): a look at an array costs it a third of what it costs here.
 */
export class RepeatedGrams {
  /** For n in 2, 3, 4: code points of the most frequent n-gram (its words joined by spaces) times its occurrences. By n. */
  public readonly top = new Float64Array(LONGEST + 1);
  /** For n in 5 to 10: code points in repeated n-grams, without the spaces, counted from left to right without overlap. By n. */
  public readonly repeated = new Float64Array(LONGEST + 1);
  private kernel = kernelOf<Kernel>(MODULE);
  private room = 0;
  private ids = new Int32Array(0);
  private before = new Int32Array(0);

  public measure(tokens: Tokens): void {
    const { top, repeated } = this;
    top.fill(0);
    repeated.fill(0);
    this.load(tokens);
    const { kernel } = this;
    let left = kernel.pairs(tokens.count);
    top[2] = this.topChars(tokens, left, 2);
    for (let n = 3; n <= LONGEST && (left > 0 || n <= TOP); n += 1) {
      left = kernel.lengthen(left, n);
      if (n <= TOP) top[n] = this.topChars(tokens, left, n);
      else repeated[n] = kernel.repeated(left, n);
    }
  }

  private load({ count, ids, before }: Tokens): void {
    const words = count + 2;
    if (words > this.room || (this.room >= LARGE_ROOM && words < LARGE_ROOM / 2)) this.settle(words);
    this.ids.set(ids.subarray(0, count));
    this.before.set(before.subarray(0, count + 1));
  }

  private settle(words: number): void {
    // Memory never shrinks: that of a very large text goes with its kernel.
    if (this.room >= LARGE_ROOM) this.kernel = kernelOf<Kernel>(MODULE);
    this.room = Math.max(FIRST_ROOM, 8 * Math.ceil((words < LARGE_ROOM / 2 ? 2 * words : words) / 8));
    const { buffer } = growTo(this.kernel.memory, this.room * BYTES_A_WORD);
    this.ids = new Int32Array(buffer, 0, this.room);
    this.before = new Int32Array(buffer, 4 * this.room, this.room);
    this.kernel.settle(this.room);
  }

  /**
   * Of the most frequent n-gram, the first of them. An n-gram is not there more often than its mark says: those under the fullest marks are counted,
   * and then those under each mark that is as full as what they came to.
   */
  private topChars({ before, count }: Tokens, left: number, n: number): number {
    const { kernel } = this;
    if (n > count) return 0;
    const fullest = kernel.fullest();
    let [most, first] = [1, 0];
    for (let times = fullest, last = fullest + 1; times > 1 && times < last;) {
      most = kernel.most(left, n, times);
      first = kernel.first();
      last = times;
      times = Math.min(times, Math.max(most, 2));
    }
    return ((before[first + n] as number) - (before[first] as number) + n - 1) * most;
  }
}
