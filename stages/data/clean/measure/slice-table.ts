// A global is looked up at each use, which is slow in a sandbox.
const { imul } = Math;
const LARGEST_BASE = 2 ** 30;
/** Numbers of an entry: hash, start, end, count. Side by side, so that an entry is one line of the cache. */
const WIDTH = 4;
const START = 1;
const END = 2;
const COUNT = 3;
const FEWEST_SLOTS = 64;

/**
 * Numbers slices of code units: equal slices get the same id, in order of first sight. Open addressing over typed arrays that are used again;
 * a hash that agrees is checked unit by unit, so two slices share an id only where they are equal.
 */
export class SliceTable {
  /** How many different slices there are. */
  public size = 0;
  private entries = new Int32Array(WIDTH << 10);
  /** Base + id. What is under the base is from before the last reset, so that a reset need not clear. Only `mask` + 1 are in use. */
  private slots = new Int32Array(1 << 11);
  private base = 1;
  private mask = FEWEST_SLOTS - 1;

  /** Empties the table. `expected`: about how many slices will come. A small table stays in the processor's cache, whatever came before. */
  public reset(expected: number): void {
    this.base += this.size;
    this.size = 0;
    let slots = FEWEST_SLOTS;
    while (slots < expected * 2) slots *= 2;
    this.mask = slots - 1;
    if (slots > this.slots.length) this.slots = new Int32Array(slots);
    if (slots * WIDTH > this.entries.length * 2) this.entries = new Int32Array((slots * WIDTH) / 2);
    if (this.base < LARGEST_BASE) return;
    this.slots.fill(0);
    this.base = 1;
  }

  /** The slice's id; `hash` must depend on its units alone. */
  public add(units: Uint16Array, start: number, end: number, hash: number): number {
    const { slots, entries, base, mask } = this;
    let slot = mix(hash) & mask;
    for (;;) {
      const id = (slots[slot] as number) - base;
      if (id < 0) return this.insert(slot, start, end, hash);
      const entry = id * WIDTH;
      if (entries[entry] === hash) {
        let other = entries[entry + START] as number;
        if ((entries[entry + END] as number) - other === end - start) {
          let at = start;
          while (at < end && units[at] === units[other]) {
            at += 1;
            other += 1;
          }
          if (at === end) {
            entries[entry + COUNT] = (entries[entry + COUNT] as number) + 1;
            return id;
          }
        }
      }
      slot = (slot + 1) & mask;
    }
  }

  private insert(slot: number, start: number, end: number, hash: number): number {
    const { entries, size: id } = this;
    const entry = id * WIDTH;
    this.slots[slot] = this.base + id;
    entries[entry] = hash;
    entries[entry + START] = start;
    entries[entry + END] = end;
    entries[entry + COUNT] = 1;
    this.size = id + 1;
    if (this.size * 2 > this.mask) this.grow();
    return id;
  }

  /** Twice the slots in use. What stands in them already is older than the new base. */
  private grow(): void {
    const { entries, size } = this;
    this.mask = this.mask * 2 + 1;
    if (this.mask >= this.slots.length) {
      this.slots = new Int32Array(this.mask + 1);
      this.base = 1;
    } else this.base += size;
    if ((this.mask + 1) * WIDTH > entries.length * 2) this.entries = grown(entries, ((this.mask + 1) * WIDTH) / 2);
    const { slots, mask, base } = this;
    for (let id = 0; id < size; id += 1) {
      let slot = mix(entries[id * WIDTH] as number) & mask;
      while ((slots[slot] as number) >= base) slot = (slot + 1) & mask;
      slots[slot] = base + id;
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
