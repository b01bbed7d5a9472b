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

/** The lines of a text, as Python's `splitlines` finds them: also at form feeds and the separators of Unicode. Found as its words are split. */
export class Lines {
  public count = 0;
  /** As `tokens.wat` writes them. */
  public numbers = new Int32Array(0);

  /** Of the line without the white space at its ends, and so is `end`. */
  public start(line: number): number {
    return this.numbers[line * WIDTH + START] as number;
  }

  public end(line: number): number {
    return this.numbers[line * WIDTH + END] as number;
  }

  /** Runs of characters between white space. */
  public words(line: number): number {
    return this.numbers[line * WIDTH + WORDS] as number;
  }

  /** Code points of the longest of them. */
  public longest(line: number): number {
    return this.numbers[line * WIDTH + LONGEST] as number;
  }

  public tokens(line: number): number {
    return this.numbers[line * WIDTH + TOKENS] as number;
  }

  /** Ends of sentences. */
  public sentences(line: number): number {
    return this.numbers[line * WIDTH + SENTENCES] as number;
  }

  /** `BRACE` and `BRACKET`. */
  public signs(line: number): number {
    return this.numbers[line * WIDTH + SIGNS] as number;
  }
}
