/**
 * Pseudo-random numbers from a seed: the same on every machine, so a run repeats to the byte. Never for secrets.
 * Generator: sfc32 (Chris Doty-Humphrey's PractRand), its state filled by splitmix32.
 */
export class Seeded {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  public constructor(seed: number) {
    let fill = seed >>> 0;
    const word = (): number => {
      fill = (fill + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(fill ^ (fill >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.a = word();
    this.b = word();
    this.c = word();
  }

  /** Uniform in [0, 1), with 32 bits. */
  public next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x100000000;
  }

  /** Uniform in 0, 1, … `n - 1`. */
  public below(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Puts `items` in a random order, in place (Fisher and Yates). */
  public shuffle<T extends { [index: number]: unknown; readonly length: number }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = items[i];
      items[i] = items[j];
      items[j] = held;
    }
    return items;
  }
}
