import { isDigit, isWordCode } from './characters';

const MOST_GROUPS = 8;
const MOST_SEPARATORS = 3;
const MOST_OF_SHORT = 4;

/** Groups of digits with short separators between, as people write phone and card numbers. One is reused for every number. */
export class Digits {
  public count = 0;
  public total = 0;
  public start = 0;
  public end = 0;
  public readonly starts = new Int32Array(MOST_GROUPS);
  public readonly ends = new Int32Array(MOST_GROUPS);

  /** Reads the groups from `at`, which is a digit with no letter or digit before it. */
  public read(text: string, at: number): void {
    const { starts, ends } = this;
    let count = 0;
    let total = 0;
    let end = at;
    let next = at;
    while (count < MOST_GROUPS) {
      const from = next;
      let after = text.charCodeAt(next);
      while (after >= 0x30 && after <= 0x39) after = text.charCodeAt(++next);
      // Digits that run into letters are an identifier; `x` after a phone number is an extension.
      if (isWordCode(after) && !(after === 0x78 && total >= 4)) {
        if (count === 0) end = next;
        break;
      }
      starts[count] = from;
      ends[count++] = next;
      total += next - from;
      end = next;
      let gap = 0;
      while (isSeparator(after) && gap < MOST_SEPARATORS) after = text.charCodeAt(next + ++gap);
      if (gap === 0 || !isDigit(after)) break;
      next += gap;
    }
    this.count = count;
    this.total = total;
    this.start = at;
    this.end = end;
  }

  public firstEnd(): number {
    return this.count === 0 ? this.end : (this.ends[0] ?? this.end);
  }

  /** How many digits the group has; 0 where there is none. */
  public length(group: number): number {
    return group < this.count ? (this.ends[group] ?? 0) - (this.starts[group] ?? 0) : 0;
  }

  /** Whether the first groups read as a date or as a date's beginning: `24.12.2002`, `2002-12-24`. */
  public isDate(text: string): boolean {
    if (this.count < 3) return false;
    const [a, b, c] = [this.length(0), this.length(1), this.length(2)];
    const first = text.charCodeAt(this.ends[0] ?? 0);
    if (first === 0x20 || first !== text.charCodeAt(this.ends[1] ?? 0)) return false;
    return (a <= 2 && b <= 2 && (c === 4 || c === 2)) || (a === 4 && b <= 2 && c <= 2);
  }
}

const DIGIT = 1;
const SEPARATOR = 2;
/** Of a code unit, whether it may go on a number, and how. */
const GOES_ON = new Uint8Array(65_536).fill(DIGIT, 0x30, 0x3a);
for (const sign of ' .-/()\u00a0') GOES_ON[sign.charCodeAt(0)] = SEPARATOR;

function isSeparator(code: number): boolean {
  return GOES_ON[code] === SEPARATOR;
}

/** Whether a token of so few units that begins with a digit is a short number or an identifier, by the two units behind it: no rule looks at such. */
export function isShortNumber(size: number, after: number, later: number): boolean {
  // Three digits may begin a telephone number in letters.
  return size <= MOST_OF_SHORT && (GOES_ON[after] === 0 || (size !== 3 && GOES_ON[later] === 0));
}
