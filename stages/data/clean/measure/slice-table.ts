// A global is looked up at each use, which is slow in a sandbox.
const { imul } = Math;
const LARGEST_BASE = 2 ** 30;

/**
 * Numbers slices of code units: equal slices get the same id, in order of first sight. Open addressing over typed arrays that are used again;
 * a hash that agrees is checked unit by unit, so two slices share an id only where they are equal.
 */
export class SliceTable {
  /** How many different slices there are. */
  public size = 0;
  /** Times that each id was seen. */
  public counts = new Int32Array(1 << 10);
  /** Where each id was seen first. */
  public starts = new Int32Array(1 << 10);
  public ends = new Int32Array(1 << 10);
  private hashes = new Int32Array(1 << 10);
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

  /** The slice's id; `hash` must depend on its units alone. */
  public add(units: Uint16Array, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    let slot = mix(hash) & mask;
    for (;;) {
      const id = (this.slots[slot] as number) - this.base;
      if (id < 0) return this.insert(slot, start, end, hash);
      if (this.hashes[id] === hash && this.equals(units, id, start, end)) {
        this.counts[id] = (this.counts[id] as number) + 1;
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  private equals(units: Uint16Array, id: number, start: number, end: number): boolean {
    const first = this.starts[id] as number;
    if ((this.ends[id] as number) - first !== end - start) return false;
    for (let at = start, other = first; at < end; at += 1, other += 1) if (units[at] !== units[other]) return false;
    return true;
  }

  private insert(slot: number, start: number, end: number, hash: number): number {
    const id = this.size;
    this.size += 1;
    this.slots[slot] = this.base + id;
    this.hashes[id] = hash;
    this.counts[id] = 1;
    this.starts[id] = start;
    this.ends[id] = end;
    if (this.size === this.counts.length) this.grow();
    return id;
  }

  private grow(): void {
    const length = this.counts.length * 2;
    this.counts = grown(this.counts, length);
    this.starts = grown(this.starts, length);
    this.ends = grown(this.ends, length);
    this.hashes = grown(this.hashes, length);
    this.slots = new Int32Array(length * 2);
    this.base = 1;
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.size; id += 1) {
      let slot = mix(this.hashes[id] as number) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = this.base + id;
    }
  }
}

/** The same array with room for `length` numbers. */
export function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

/** FNV-1a's last bits are its best, but slots want all of them to count. */
function mix(hash: number): number {
  const folded = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return folded ^ (folded >>> 13);
}
