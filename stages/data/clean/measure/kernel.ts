import { growTo, kernelOf, type Memory } from '../../kernel';
import { BYTES_A_UNIT, RESULTS, TABLES } from './assembly/layout';
import { Result } from './assembly/results';
import { CLASSES } from './character-class';
import { MODULE } from './kernel.wasm';

interface Kernel {
  readonly memory: Memory;
  readonly settle: (room: number) => void;
  readonly text: () => number;
  readonly left: () => number;
  readonly latin: () => number;
  readonly measure: (length: number) => void;
}

/** Code units that are free behind a text. */
const FREE = 128;
const BLOCK = 64;
const FIRST_ROOM = 1 << 14;
/** Room that is given back after the text, in code units: a text of so many is rare. */
const LARGE_ROOM = 1 << 21;

/**
 * The kernel that measures a text, with its memory. It is AssemblyScript, in `assembly/`: loops there see the text sixteen code units at a time. What
 * is read of a text is good until the next one.
 */
export class MeasureKernel {
  private kernel: Kernel | undefined;
  private room = 0;
  private bytes = Buffer.alloc(0);
  private results = new Float64Array(0);

  /** @returns the numbers that `Result` names, in memory that the next text writes */
  public measure(text: string): Float64Array {
    const kernel = this.kernelFor(text.length + FREE);
    this.bytes.write(text, kernel.text(), 'utf16le');
    kernel.measure(text.length);
    return this.results;
  }

  /** What C4's line rules left of the last text. A string of Latin-1 takes half the memory, and half the time of what reads it. */
  public left(): string {
    const [length, latin] = [this.results[Result.LEFT_LENGTH] ?? 0, this.results[Result.LEFT_LATIN]];
    if (this.kernel === undefined) return '';
    const start = latin === 1 ? this.kernel.latin() : this.kernel.left();
    return latin === 1
      ? this.bytes.toString('latin1', start, start + length)
      : this.bytes.toString('utf16le', start, start + 2 * length);
  }

  private kernelFor(units: number): Kernel {
    if (this.kernel !== undefined && units <= this.room && (this.room < LARGE_ROOM || units > LARGE_ROOM / 2))
      return this.kernel;
    // Memory never shrinks: that of a very large text goes with its kernel.
    if (this.kernel === undefined || this.room >= LARGE_ROOM) this.kernel = withClasses();
    this.room = Math.max(FIRST_ROOM, BLOCK * Math.ceil((units < LARGE_ROOM / 2 ? 2 * units : units) / BLOCK));
    const { buffer } = growTo(this.kernel.memory, TABLES + BYTES_A_UNIT * this.room);
    this.kernel.settle(this.room);
    this.bytes = Buffer.from(buffer);
    this.results = new Float64Array(buffer, RESULTS, Result.LEFT_TOKENS + 1);
    return this.kernel;
  }
}

function withClasses(): Kernel {
  const kernel = kernelOf<Kernel>(MODULE);
  new Uint8Array(kernel.memory.buffer).set(CLASSES);
  return kernel;
}
