import { grown } from './slice-table';

// A global is looked up at each use, which is slow in a sandbox.
const { imul } = Math;
/** Numbers of an entry: left, right, count, first place. Side by side, so that an entry is one line of the cache. */
const WIDTH = 4;
const COUNT = 2;
const FIRST = 3;
const LARGEST_BASE = 2 ** 30;
const FEWEST_SLOTS = 64;

/** Numbers pairs of integers, in order of first sight, and counts them. */
export class PairTable {
  public size = 0;
  private entries = new Int32Array(WIDTH << 10);
  /** Base + id. What is under the base is from before the last reset, so that a reset need not clear. Only `mask` + 1 are in use. */
  private slots = new Int32Array(1 << 11);
  private base = 1;
  private mask = FEWEST_SLOTS - 1;

  /** Empties the table. At most `most` pairs may come. A small table stays in the processor's cache, whatever came before. */
  public reset(most: number): void {
    this.base += this.size;
    this.size = 0;
    let slots = FEWEST_SLOTS;
    while (slots < most * 2) slots *= 2;
    this.mask = slots - 1;
    if (slots > this.slots.length) {
      this.slots = new Int32Array(slots);
      this.entries = grown(this.entries, (slots * WIDTH) / 2);
      this.base = 1;
    }
    if (this.base < LARGEST_BASE) return;
    this.slots.fill(0);
    this.base = 1;
  }

  /** Times that a pair was added. */
  public count(id: number): number {
    return this.entries[id * WIDTH + COUNT] as number;
  }

  /** The `at` with which it was added first. */
  public first(id: number): number {
    return this.entries[id * WIDTH + FIRST] as number;
  }

  public add(left: number, right: number, at: number): number {
    const { slots, entries, base, mask } = this;
    let slot = mix(left, right) & mask;
    for (;;) {
      const id = (slots[slot] as number) - base;
      if (id < 0) {
        const size = this.size;
        slots[slot] = base + size;
        const entry = size * WIDTH;
        entries[entry] = left;
        entries[entry + 1] = right;
        entries[entry + COUNT] = 1;
        entries[entry + FIRST] = at;
        this.size = size + 1;
        return size;
      }
      const entry = id * WIDTH;
      if (entries[entry] === left && entries[entry + 1] === right) {
        entries[entry + COUNT] = (entries[entry + COUNT] as number) + 1;
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }
}

function mix(left: number, right: number): number {
  const hash = imul(left, 0x9e3779b1) ^ imul(right, 0x85ebca77);
  const folded = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return folded ^ (folded >>> 13);
}
