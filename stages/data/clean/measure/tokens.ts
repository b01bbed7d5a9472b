import { growTo, kernelOf, type Memory } from '../../kernel';
import { CLASSES } from './character-class';
import { Lines } from './lines';
import { MODULE } from './tokens.wasm';
import { UNIT_CLASSES, type Units } from './units';

interface Kernel {
  readonly memory: Memory;
  readonly settle: (room: number) => void;
  readonly split: (length: number, pairs: number, expected: number) => number;
  readonly types: () => number;
  readonly lines: () => number;
}

/** Where the kernel's tables begin, behind the classes of all code points, and how large they are for each code unit that there is room for. */
const TABLES = CLASSES.length;
const BYTES_A_UNIT = 75;
const ROOM = 16;
const FIRST_ROOM = 1 << 14;
/** Room that is given back after the text, in code units: a text of so many is rare. */
const LARGE_ROOM = 1 << 21;
/** Code units of a text for each different word, roughly. */
const UNITS_A_TYPE = 12;
/** Numbers of a type: hash, start, end, count. */
const WIDTH = 4;
const START = 1;
const END = 2;
const COUNT = 3;

/**
 * A text's words, numbered, and its lines. The splitter is pinned, and part of the rules' version: a word is a run of `\w`, with one `'` inside and a
 * further run if both sides have one; every other character that is no white space is a token of its own. Classes are Python's. The kernel is
 * WebAssembly (`tokens.wat`): half of what measuring a text takes is spent in it. What is read here is good until the next text.
 */
export class Tokens {
  /** Words and symbols. */
  public count = 0;
  /** The different words and symbols. */
  public types = 0;
  /** The word's number at each place: equal words have equal numbers, in order of first sight. */
  public ids = new Int32Array(0);
  /** Code points of all tokens before each place; one more than `count`. */
  public before = new Int32Array(0);
  /** For each type: `LETTER` where a code point is a letter, `SYMBOL` where all are symbols. */
  public flags = new Uint8Array(0);
  public readonly lines = new Lines();
  private kernel: Kernel | undefined;
  private room = 0;
  private units = new Uint16Array(0);
  private entries = new Int32Array(0);

  /** Splits the text in `units`, into words and into lines. */
  public split(units: Units): void {
    const { length } = units;
    const kernel = this.kernelFor(length + 2);
    this.units.set(units.data.subarray(0, length + 1));
    this.count = kernel.split(length, units.pairs, Math.ceil(length / UNITS_A_TYPE));
    this.types = kernel.types();
    this.lines.count = kernel.lines();
  }

  /** Times that a type is there. */
  public countOf(type: number): number {
    return this.entries[type * WIDTH + COUNT] as number;
  }

  /** Where a type is there first, and so is `endOf`. */
  public startOf(type: number): number {
    return this.entries[type * WIDTH + START] as number;
  }

  public endOf(type: number): number {
    return this.entries[type * WIDTH + END] as number;
  }

  private kernelFor(units: number): Kernel {
    if (this.kernel !== undefined && units <= this.room && (this.room < LARGE_ROOM || units > LARGE_ROOM / 2))
      return this.kernel;
    // Memory never shrinks: that of a very large text goes with its kernel.
    if (this.kernel === undefined || this.room >= LARGE_ROOM) this.kernel = withClasses();
    this.settle(this.kernel, units);
    return this.kernel;
  }

  private settle(kernel: Kernel, units: number): void {
    const room = Math.max(FIRST_ROOM, ROOM * Math.ceil((units < LARGE_ROOM / 2 ? 2 * units : units) / ROOM));
    const { buffer } = growTo(kernel.memory, TABLES + BYTES_A_UNIT * room);
    kernel.settle(room);
    this.room = room;
    this.units = new Uint16Array(buffer, TABLES, room);
    this.ids = new Int32Array(buffer, TABLES + 2 * room, room);
    this.before = new Int32Array(buffer, TABLES + 6 * room, room);
    this.entries = new Int32Array(buffer, TABLES + 10 * room, WIDTH * room);
    this.flags = new Uint8Array(buffer, TABLES + 26 * room, room);
    this.lines.numbers = new Int32Array(buffer, TABLES + 27 * room, 8 * room);
  }
}

function withClasses(): Kernel {
  const kernel = kernelOf<Kernel>(MODULE);
  const classes = new Uint8Array(kernel.memory.buffer);
  classes.set(CLASSES);
  classes.set(UNIT_CLASSES);
  return kernel;
}
