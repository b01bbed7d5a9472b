import { grown } from './slice-table';

/** Numbers of a line, side by side. */
const WIDTH = 8;
const START = 0;
const END = 1;
const WORDS = 2;
const LONGEST = 3;
const TOKENS = 4;
const SENTENCES = 5;
const SIGNS = 6;

/** A line has `{`. */
export const BRACE = 1;
/** A line has `[`. */
export const BRACKET = 2;

/** The lines of a text, as Python's `splitlines` finds them: also at form feeds and the separators of Unicode. Filled as its words are split. */
export class Lines {
  public count = 0;
  private numbers = new Int32Array(WIDTH << 8);

  public reset(): void {
    this.count = 0;
  }

  /**
   * @param start of the line without the white space at its ends, and so is `end`
   * @param words runs of characters between white space
   * @param longest code points of the longest of them
   * @param sentences ends of sentences
   * @param signs `BRACE` and `BRACKET`
   */
  public add(
    start: number,
    end: number,
    words: number,
    longest: number,
    tokens: number,
    sentences: number,
    signs: number,
  ): void {
    const at = this.count * WIDTH;
    if (at === this.numbers.length) this.numbers = grown(this.numbers, at * 2);
    const { numbers } = this;
    numbers[at + START] = start;
    numbers[at + END] = end;
    numbers[at + WORDS] = words;
    numbers[at + LONGEST] = longest;
    numbers[at + TOKENS] = tokens;
    numbers[at + SENTENCES] = sentences;
    numbers[at + SIGNS] = signs;
    this.count += 1;
  }

  public start(line: number): number {
    return this.numbers[line * WIDTH + START] as number;
  }

  public end(line: number): number {
    return this.numbers[line * WIDTH + END] as number;
  }

  public words(line: number): number {
    return this.numbers[line * WIDTH + WORDS] as number;
  }

  public longest(line: number): number {
    return this.numbers[line * WIDTH + LONGEST] as number;
  }

  public tokens(line: number): number {
    return this.numbers[line * WIDTH + TOKENS] as number;
  }

  public sentences(line: number): number {
    return this.numbers[line * WIDTH + SENTENCES] as number;
  }

  public signs(line: number): number {
    return this.numbers[line * WIDTH + SIGNS] as number;
  }
}
