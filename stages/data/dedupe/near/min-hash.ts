import { growTo, kernelOf, type Memory } from '../../kernel';
import { LEAST, WORDS } from './assembly/layout';
import { MODULE } from './kernel.wasm';
import { mixed } from './words';

/** Words of a gram. */
export const GRAM = 5;

interface Kernel {
  readonly memory: Memory;
  readonly grams: (words: number) => void;
  readonly least: (rows: number, grams: number) => void;
}

const { imul } = Math;
/** Of the words of a gram, by place; the kernel has the same. */
const WEIGHTS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1] as const;
/** Rows that the kernel finds in one pass over the grams, so that they stay in registers. */
const LANES = 16;
const MOST_ROWS = 256;
/** The kernel takes four grams at a time, and each reads five words. */
const BEYOND = 8;

/**
 * For each of some permutations of 32 bits, the least value that it gives any of a text's 5-grams, as a signed number: the rows of MinHash. A
 * permutation is a multiplication by an odd number. The kernel (`assembly/`) does four multiplications in one instruction.
 */
export class MinHash {
  /** The rows' least values, until the next text. */
  public least = new Int32Array(0);
  private words = new Int32Array(0);
  private readonly kernel = kernelOf<Kernel>(MODULE);
  private readonly rows: number;

  /** @param multipliers odd numbers of 32 bits, at most 256 */
  public constructor(private readonly multipliers: Int32Array) {
    this.rows = Math.ceil(multipliers.length / LANES) * LANES;
    if (this.rows > MOST_ROWS) throw new RangeError(`${multipliers.length} rows of MinHash; at most ${MOST_ROWS}`);
    this.look();
  }

  /**
   * Finds the values of a text.
   *
   * @param hashes of its words, 32 bits each: the first `count` count
   * @returns its grams, a repeated one counted again. One to four words are one gram; no word is none, and then nothing is found
   */
  public read(hashes: Int32Array, count: number): number {
    if (count === 0) return 0;
    this.reserve(count + BEYOND);
    if (count < GRAM) {
      this.words[0] = short(hashes, count);
      this.kernel.least(this.rows, 1);
      return 1;
    }
    this.words.set(hashes.subarray(0, count));
    this.kernel.grams(count);
    const grams = count - GRAM + 1;
    this.kernel.least(this.rows, grams);
    return grams;
  }

  private reserve(words: number): void {
    const { memory } = this.kernel;
    const held = memory.buffer.byteLength;
    const asked = WORDS + 4 * words;
    if (asked <= held) return;
    // At least twice as much as there is, so that texts that grow longer do not grow it each time.
    growTo(memory, Math.max(asked, 2 * held));
    this.look();
  }

  /** Memory that has grown is a buffer of its own. */
  private look(): void {
    const { buffer } = this.kernel.memory;
    new Int32Array(buffer, 0, this.multipliers.length).set(this.multipliers);
    this.least = new Int32Array(buffer, LEAST, this.multipliers.length);
    this.words = new Int32Array(buffer, WORDS);
  }
}

function short(hashes: Int32Array, count: number): number {
  let sum = count;
  for (let at = 0; at < count; at++) sum = (sum + imul(hashes[at] ?? 0, WEIGHTS[at] ?? 1)) | 0;
  return mixed(sum);
}
