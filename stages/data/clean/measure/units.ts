import { CLASSES } from './character-class';

/** A code unit that begins a surrogate pair, if a low surrogate follows. Set in `UNIT_CLASSES` only. */
export const HIGH_SURROGATE = 64;

/** Classes of every UTF-16 code unit; surrogates have `HIGH_SURROGATE` or nothing, and the class of a pair is that of its code point. */
export const UNIT_CLASSES: Uint8Array = CLASSES.slice(0, 0x10000).fill(HIGH_SURROGATE, 0xd800, 0xdc00);

const SURROGATES = /[\ud800-\udfff]/;

/** A text's code units, copied once into a typed array that is used again for the next text. */
export class Units {
  /** At least `length` units; the one after the last is 0. */
  public data = new Uint16Array(1 << 14);
  public length = 0;
  /** Surrogate pairs in the text. */
  public pairs = 0;
  private bytes = Buffer.from(this.data.buffer);

  public load(text: string): void {
    this.reserve(text.length);
    this.bytes.write(text, 0, 'utf16le');
    this.finish(text.length, SURROGATES.test(text));
  }

  /** Says that `data` holds `length` units now, and whether there may be surrogates among them. */
  public finish(length: number, surrogates: boolean): void {
    this.length = length;
    this.data[length] = 0;
    this.pairs = surrogates ? this.pairsIn(0, length) : 0;
  }

  /** Makes room for `length` units. What was held is lost when the array grows. */
  public reserve(length: number): void {
    if (this.data.length > length) return;
    this.data = new Uint16Array(2 ** Math.ceil(Math.log2(length + 2)));
    this.bytes = Buffer.from(this.data.buffer);
  }

  public text(start: number, end: number): string {
    return this.bytes.toString('utf16le', start * 2, end * 2);
  }

  /** Length of a range in code points, as Python counts it. */
  public codePoints(start: number, end: number): number {
    return this.pairs === 0 ? end - start : end - start - this.pairsIn(start, end);
  }

  /** The classes at `at`, those of the whole code point where a pair begins there. */
  public classAt(at: number): number {
    const bits = UNIT_CLASSES[this.data[at] as number] as number;
    return bits === HIGH_SURROGATE && this.isPair(at) ? (CLASSES[this.codePointAt(at)] as number) : bits;
  }

  public isPair(at: number): boolean {
    const [high, low] = [this.data[at] as number, this.data[at + 1] as number];
    return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000 && at + 1 < this.length;
  }

  private codePointAt(at: number): number {
    return (((this.data[at] as number) - 0xd800) << 10) + ((this.data[at + 1] as number) - 0xdc00) + 0x10000;
  }

  private pairsIn(start: number, end: number): number {
    let pairs = 0;
    for (let at = start; at + 1 < end; at += 1) {
      if (this.isPair(at)) {
        pairs += 1;
        at += 1;
      }
    }
    return pairs;
  }
}
