import { growTo, kernelOf, type Memory } from '../kernel';
import { FIRSTS, SLOTS, TABLES } from './assembly/layout';
import { MODULE } from './kernel.wasm';

export {
  ANY_WORD,
  DIGIT_NEAR,
  FOUR_UNITS,
  HOLDS_PASSED,
  PASSED,
  PICK,
  SIXTEEN_UNITS,
  WORD_ALONE,
} from './assembly/reading';

/** What the kernel (`assembly/`) is told of code units and of words. */
export interface Reading {
  /** Of each code unit: 0 if it is between words, `PASSED` or `WORD_ALONE`, or else what it is read as. */
  readonly units: Uint16Array;
  /** Of each code unit the bits for which a word that begins with it is picked: of its shape, or of its slot. */
  readonly firsts: Uint8Array;
  /** Of each slot the bits of the words that fall there, by `slotsOf`. */
  readonly slots: Uint8Array;
}

interface Kernel {
  readonly memory: Memory;
  readonly settle: (...places: readonly number[]) => void;
  readonly split: (length: number) => number;
  readonly pick: (words: number) => number;
  readonly find: (length: number, one: number, two: number, three: number, four: number) => number;
  readonly hash: (length: number, offset: number, prime: number) => number;
}

/** FNV-1a's offset and prime, 32 bits. */
export const OFFSET = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;

/** Between two arrays: more is read, and written, than there is. */
const MARGIN = 64;
/** Code units that are read in one go, and so many more as there are to the end of a word: what is found of them stays in a processor's cache. */
const BLOCK = 1 << 14;
/** A word of more units has a kernel of its own, which goes with it: memory of WebAssembly never shrinks. */
const MOST = 1 << 20;
/** Units of the text beside a block. */
export const AROUND = 8;
/** Before a text, as before a line. */
const BEFORE = Buffer.from('\n'.repeat(AROUND), 'utf16le');

/** Words and signs of a text, a block at a time: what is found of one is good until the next is read. Of what the kernel gives, a place is twice that in the block. */
export class HashedWords {
  /** The block's code units, and `AROUND` more on both sides: before a text stand line ends, behind it zeros. The first of the block is at `AROUND`. */
  public data = new Uint16Array(0);
  /** After `hash`, one signed number a word; more stand behind them. */
  public hashes = new Int32Array(0);
  /** After `split`, the places where words begin, and where they end. */
  public starts = new Int32Array(0);
  public ends = new Int32Array(0);
  /** After `pick`, `PICK` numbers a word: the places where it begins and where it ends, and its number in the block. */
  public picks = new Int32Array(0);
  /** After `find`, the places of signs. */
  public signs = new Int32Array(0);
  private kernel = kernelOf<Kernel>(MODULE);
  private room = 0;
  private length = 0;
  private count = 0;
  private units = 0;
  private bytes = Buffer.alloc(0);

  public constructor(private readonly reading: Reading) {
    this.begin();
  }

  /** Takes a block from `from` on, which is no place inside a word. Gives where it ends: at the text's end, or between two words. */
  public read(text: string, from: number): number {
    const end = this.endOf(text, from);
    this.length = end - from;
    this.reserve(this.length);
    this.copy(text, from, end);
    return end;
  }

  /** Splits the block. Gives how many words there are. */
  public split(): number {
    this.count = this.kernel.split(this.length);
    return this.count;
  }

  /** Picks words that were split. Gives how many. */
  public pick(): number {
    return this.kernel.pick(this.count);
  }

  /** Finds each of four units. Gives how many there are. */
  public find(one: number, two: number, three: number, four: number): number {
    return this.kernel.find(this.length, one, two, three, four);
  }

  /** Hashes all words, FNV-1a; other numbers give other hashes. Gives how many there are. */
  public hash(offset = OFFSET, prime = PRIME): number {
    return this.kernel.hash(this.length, offset, prime);
  }

  private endOf(text: string, from: number): number {
    const { length } = text;
    let end = from + BLOCK;
    if (end >= length) return length;
    while (end < length && this.reading.units[text.charCodeAt(end)] !== 0) end++;
    return end;
  }

  private copy(text: string, from: number, end: number): void {
    const whole = from === 0 && end === text.length;
    const piece = whole ? text : text.slice(Math.max(0, from - AROUND), end + AROUND);
    const at = from === 0 ? this.units : this.units - BEFORE.length;
    if (from === 0) this.bytes.set(BEFORE, at - BEFORE.length);
    const stop = at + this.bytes.write(piece, at, 'utf16le');
    this.bytes.fill(0, stop, stop + BEFORE.length);
  }

  private begin(): void {
    this.room = 0;
    this.reserve(BLOCK);
    const { units, firsts, slots } = this.reading;
    const { buffer } = this.kernel.memory;
    new Uint16Array(buffer).set(units);
    new Uint8Array(buffer).set(firsts, FIRSTS);
    new Uint8Array(buffer).set(slots, SLOTS);
  }

  /** Room for so many units. What was held is lost. */
  private reserve(length: number): void {
    if (this.room > MOST && length <= MOST) {
      this.kernel = kernelOf<Kernel>(MODULE);
      this.begin();
    }
    if (length <= this.room) return;
    // A multiple of 64, so that all begin in even places.
    this.room = Math.ceil((length * 1.25) / 64) * 64;
    let next = TABLES;
    const place = (bytes: number): number => {
      const start = next + MARGIN;
      next = start + bytes;
      return start;
    };
    const { room } = this;
    this.units = place(2 * room);
    const markBytes = room / 8 + MARGIN;
    const [read, marks] = [place(2 * room), place(3 * markBytes)];
    // A unit may be a word alone; of words that are picked, each has a unit behind it.
    const [starts, ends, sums, picks, signs] = [4, 4, 4, 6, 4].map((each) => place(each * room)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const { buffer } = growTo(this.kernel.memory, next + MARGIN);
    this.kernel.settle(this.units, read, marks, markBytes, starts, ends, sums, picks, signs);
    this.data = new Uint16Array(buffer, this.units - BEFORE.length);
    this.starts = new Int32Array(buffer, starts);
    this.ends = new Int32Array(buffer, ends);
    this.hashes = this.starts;
    this.picks = new Int32Array(buffer, picks);
    this.signs = new Int32Array(buffer, signs);
    this.bytes = Buffer.from(buffer);
  }
}
