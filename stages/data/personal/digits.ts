import { isDigit, isWordCode } from './characters';

const MOST_GROUPS = 8;
const MOST_SEPARATORS = 3;

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
    this.count = 0;
    this.total = 0;
    this.start = at;
    this.end = at;
    let next = at;
    while (this.count < MOST_GROUPS) {
      const from = next;
      while (isDigit(text.charCodeAt(next))) next++;
      if (next === from) break;
      const after = text.charCodeAt(next);
      // Digits that run into letters are an identifier; `x` after a phone number is an extension.
      if (isWordCode(after) && !(after === 0x78 && this.total >= 4)) {
        if (this.count === 0) this.end = next;
        break;
      }
      this.starts[this.count] = from;
      this.ends[this.count++] = next;
      this.total += next - from;
      this.end = next;
      let gap = 0;
      while (gap < MOST_SEPARATORS && isSeparator(text.charCodeAt(next + gap))) gap++;
      if (gap === 0 || !isDigit(text.charCodeAt(next + gap))) break;
      next += gap;
    }
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

// Space, no-break space, dot, dash, slash, parentheses.
function isSeparator(code: number): boolean {
  return (
    code === 0x20 || code === 0x2d || code === 0x2e || code === 0x28 || code === 0x29 || code === 0x2f || code === 0xa0
  );
}
