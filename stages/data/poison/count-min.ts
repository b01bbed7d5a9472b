const ROWS = 4;

/** How often a key was added, never too low (Cormode and Muthukrishnan's count-min sketch): by it a key elsewhere is overestimated at worst. */
export class CountMin {
  private readonly cells: Uint32Array;

  /** `width`: cells a row, a power of two. A count is too high by the total over `width`, about. */
  public constructor(private readonly width: number) {
    this.cells = new Uint32Array(ROWS * width);
  }

  public add(key: string): void {
    const hash = hashOf(key);
    for (let row = 0; row < ROWS; row++) {
      const cell = this.cell(row, hash);
      this.cells[cell] = (this.cells[cell] ?? 0) + 1;
    }
  }

  public get(key: string): number {
    const hash = hashOf(key);
    let least = Number.MAX_SAFE_INTEGER;
    for (let row = 0; row < ROWS; row++) least = Math.min(least, this.cells[this.cell(row, hash)] ?? 0);
    return least;
  }

  public merge({ cells }: CountMin): void {
    for (let cell = 0; cell < this.cells.length; cell++)
      this.cells[cell] = (this.cells[cell] ?? 0) + (cells[cell] ?? 0);
  }

  public toJSON(): string {
    return Buffer.from(this.cells.buffer).toString('base64');
  }

  public static from(width: number, encoded: string): CountMin {
    const sketch = new CountMin(width);
    new Uint8Array(sketch.cells.buffer).set(Buffer.from(encoded, 'base64'));
    return sketch;
  }

  private cell(row: number, hash: number): number {
    const mixed = Math.imul((hash + Math.imul(row, 0x9e3779b1)) ^ (hash >>> 15), 0x85ebca6b ^ row);
    return row * this.width + ((mixed ^ (mixed >>> 13)) & (this.width - 1));
  }
}

function hashOf(key: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
}
