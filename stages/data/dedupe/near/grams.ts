import { Words, mixed } from './words';

const { imul } = Math;
// Local: an import is a property that compiled code looks up at every use.
const mix = mixed;

/** Words of a gram. */
export const GRAM = 5;

const WEIGHTS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1] as const;
const [W0, W1, W2, W3, W4] = WEIGHTS;

/** Hashes of a text's 5-grams, 32 bits each, in an array that is used again for the next text. A text of one to four words is one gram. */
export class Grams {
  public hashes = new Int32Array(1 << 12);
  public readonly words = new Words();

  /** Reads a text. @returns the number of its grams, a repeated one counted again; 0 for a text without a word */
  public read(text: string): number {
    const count = this.words.read(text);
    if (count === 0) return 0;
    if (count < GRAM) {
      this.hashes[0] = this.short(count);
      return 1;
    }
    const grams = count - GRAM + 1;
    if (grams > this.hashes.length) this.hashes = new Int32Array(2 ** Math.ceil(Math.log2(grams)));
    const { hashes } = this;
    const words = this.words.hashes;
    let [a = 0, b = 0, c = 0, d = 0] = words;
    for (let at = 0; at < grams; at++) {
      const e = words[at + 4] as number;
      const sum = imul(a, W0) + imul(b, W1) + imul(c, W2) + imul(d, W3) + imul(e, W4);
      hashes[at] = mix(sum | 0);
      a = b;
      b = c;
      c = d;
      d = e;
    }
    return grams;
  }

  private short(count: number): number {
    let sum = count;
    for (let at = 0; at < count; at++) sum = (sum + imul(this.words.hashes[at] ?? 0, WEIGHTS[at] ?? 1)) | 0;
    return mix(sum);
  }
}
