import { grown } from './slice-table';

// A global is looked up at each use, which is slow in a sandbox.
const { imul } = Math;
/** Numbers of an entry: left, right, count, first place. Side by side, so that an entry is one line of the cache. */
const WIDTH = 4;
const COUNT = 2;
const FIRST = 3;
const LARGEST_BASE = 2 ** 30;

/** Numbers pairs of integers, in order of first sight, and counts them. */
export class PairTable {
  public size = 0;
  private entries = new Int32Array(WIDTH << 10);
  /** Base + id. What is under the base is from before the last reset, so that a reset need not clear. Twice as many as ids at the least. */
  private slots = new Int32Array(1 << 11);
  private base = 1;

  public reset(): void {
    this.base += this.size;
    this.size = 0;
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
    const { slots, entries, base } = this;
    const mask = slots.length - 1;
    let slot = mix(left, right) & mask;
    for (;;) {
      const id = (slots[slot] as number) - base;
      if (id < 0) return this.insert(slot, left, right, at);
      const entry = id * WIDTH;
      if (entries[entry] === left && entries[entry + 1] === right) {
        entries[entry + COUNT] = (entries[entry + COUNT] as number) + 1;
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  private insert(slot: number, left: number, right: number, at: number): number {
    const { entries, size: id } = this;
    const entry = id * WIDTH;
    this.slots[slot] = this.base + id;
    entries[entry] = left;
    entries[entry + 1] = right;
    entries[entry + COUNT] = 1;
    entries[entry + FIRST] = at;
    this.size = id + 1;
    if (this.size * 2 === this.slots.length) this.grow();
    return id;
  }

  private grow(): void {
    this.entries = grown(this.entries, this.entries.length * 2);
    this.slots = new Int32Array(this.slots.length * 2);
    this.base = 1;
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.size; id += 1) {
      let slot = mix(this.entries[id * WIDTH] as number, this.entries[id * WIDTH + 1] as number) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = this.base + id;
    }
  }
}

function mix(left: number, right: number): number {
  const hash = imul(left, 0x9e3779b1) ^ imul(right, 0x85ebca77);
  const folded = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return folded ^ (folded >>> 13);
}
