import { grown } from './slice-table';

const { imul } = Math;

/** Numbers pairs of integers, in order of first sight, and counts them. */
export class PairTable {
  public size = 0;
  public counts = new Int32Array(1 << 10);
  /** The `at` with which each pair was added first. */
  public firsts = new Int32Array(1 << 10);
  private left = new Int32Array(1 << 10);
  private right = new Int32Array(1 << 10);
  private slotOf = new Int32Array(1 << 10);
  /** Id + 1, or 0. Twice as many as ids at the least. */
  private slots = new Int32Array(1 << 11);

  public reset(): void {
    for (let id = 0; id < this.size; id += 1) this.slots[this.slotOf[id] as number] = 0;
    this.size = 0;
  }

  public add(left: number, right: number, at: number): number {
    const mask = this.slots.length - 1;
    let slot = mix(left, right) & mask;
    for (;;) {
      const id = (this.slots[slot] as number) - 1;
      if (id < 0) return this.insert(slot, left, right, at);
      if (this.left[id] === left && this.right[id] === right) {
        this.counts[id] = (this.counts[id] as number) + 1;
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  private insert(slot: number, left: number, right: number, at: number): number {
    const id = this.size;
    this.size += 1;
    this.slots[slot] = id + 1;
    this.slotOf[id] = slot;
    this.left[id] = left;
    this.right[id] = right;
    this.counts[id] = 1;
    this.firsts[id] = at;
    if (this.size === this.counts.length) this.grow();
    return id;
  }

  private grow(): void {
    const length = this.counts.length * 2;
    this.counts = grown(this.counts, length);
    this.firsts = grown(this.firsts, length);
    this.left = grown(this.left, length);
    this.right = grown(this.right, length);
    this.slotOf = grown(this.slotOf, length);
    this.slots = new Int32Array(length * 2);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.size; id += 1) {
      let slot = mix(this.left[id] as number, this.right[id] as number) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = id + 1;
      this.slotOf[id] = slot;
    }
  }
}

function mix(left: number, right: number): number {
  const hash = imul(left, 0x9e3779b1) ^ imul(right, 0x85ebca77);
  const folded = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return folded ^ (folded >>> 13);
}
