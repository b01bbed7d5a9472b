import { AnomalyError } from '../anomaly-error';

const SEVERAL = 0;
const FIRST_SLOTS = 1 << 12;
const FULL = 0.6;
const MIX = 0x9e3779b1 | 0;

/** Words before the keys: which low bits a key has not, and how many keys. The owners follow the keys. */
const HEADER = 2;

/**
 * Which words, pairs and triples of words occur in texts, and whether in more than one text: in bounded memory, mergeable, and the same whatever the order
 * of texts and of merges. Where there are too many, those whose hash has another low bit set are left out, so that a share of
 * all stays that depends on their hashes alone (Gibbons 2001, "Distinct sampling for highly-accurate answers to distinct values queries").
 */
export class OrderSketch {
  private keys = new Int32Array(FIRST_SLOTS);
  private owners = new Int32Array(FIRST_SLOTS);
  private count = 0;
  private low = 0;

  /** @param capacity keys at most. Eight bytes each, and as much again for speed. */
  public constructor(private readonly capacity: number = 2_000_000) {}

  /** Keys that are held. */
  public get size(): number {
    return this.count;
  }

  /** Whether keys like this one are held at all: at a level, half as many as at the one before. */
  public holds(key: number): boolean {
    return (key & this.low) === 0;
  }

  /** Notes that the text of number `owner` has the key. Neither is 0. */
  public add(key: number, owner: number): void {
    if (!this.holds(key)) return;
    this.put(key, owner);
    while (this.count > this.capacity) this.thin();
    if (this.count > FULL * this.keys.length) this.rebuild(this.keys.length * 2);
  }

  /** Whether a text other than that of number `owner` has the key. */
  public elsewhere(key: number, owner: number): boolean {
    const slot = this.slotOf(key);
    return this.keys[slot] === key && this.owners[slot] !== owner;
  }

  public merge(other: OrderSketch): void {
    if (other.capacity !== this.capacity) {
      throw new AnomalyError(
        'ORDER_SKETCHES_DIFFER',
        `Sketches of one capacity are merged, got ${this.capacity} here and ${other.capacity} there`,
      );
    }
    while ((this.low & other.low) !== other.low) this.thin();
    for (let slot = 0; slot < other.keys.length; slot++) {
      const key = other.keys[slot] ?? 0;
      if (key !== 0) this.add(key, other.owners[slot] ?? SEVERAL);
    }
  }

  /** The sketch as bytes, keys in order. */
  public toBytes(): Uint8Array {
    const held = this.keys.filter((key) => key !== 0).sort();
    const words = new Int32Array(HEADER + 2 * held.length);
    words[0] = this.low;
    words[1] = held.length;
    words.set(held, HEADER);
    held.forEach((key, at) => (words[HEADER + held.length + at] = this.owners[this.slotOf(key)] ?? SEVERAL));
    return new Uint8Array(words.buffer);
  }

  /** What {@link toBytes} gave. */
  public static from(bytes: Uint8Array, capacity?: number): OrderSketch {
    const words = new Int32Array(bytes.slice().buffer);
    const sketch = new OrderSketch(capacity);
    const length = words[1] ?? 0;
    sketch.low = words[0] ?? 0;
    for (let at = 0; at < length; at++) {
      sketch.add(words[HEADER + at] ?? 0, words[HEADER + length + at] ?? SEVERAL);
    }
    return sketch;
  }

  private put(key: number, owner: number): void {
    const slot = this.slotOf(key);
    if (this.keys[slot] === key) {
      if (this.owners[slot] !== owner) this.owners[slot] = SEVERAL;
      return;
    }
    this.keys[slot] = key;
    this.owners[slot] = owner;
    this.count++;
  }

  /** Where the key is, or would be. */
  private slotOf(key: number): number {
    const last = this.keys.length - 1;
    // The low bits choose what is held, so that place comes from the high ones.
    let slot = (Math.imul(key, MIX) >>> 7) & last;
    for (let held = this.keys[slot]; held !== 0 && held !== key; held = this.keys[slot]) slot = (slot + 1) & last;
    return slot;
  }

  private thin(): void {
    this.low = (this.low << 1) | 1;
    this.rebuild(this.keys.length);
  }

  private rebuild(slots: number): void {
    const { keys, owners } = this;
    this.keys = new Int32Array(slots);
    this.owners = new Int32Array(slots);
    this.count = 0;
    keys.forEach((key, slot) => {
      if (key !== 0 && this.holds(key)) this.put(key, owners[slot] ?? SEVERAL);
    });
  }
}
