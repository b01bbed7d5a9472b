/** What a row is: its values, or what is wrong with it. `units` is its length in UTF-16 units, where it was too long to hold. */
export type CsvRow =
  | { readonly values: readonly string[] }
  | { readonly bad: 'format' }
  | { readonly bad: 'size'; readonly units: number }
  | { readonly bad: 'commas' };

/** What a row may have at most. */
export interface RowLimits {
  /** Of its values in UTF-8. */
  readonly bytes: number;
  readonly values: number;
}

type Fault = Extract<CsvRow, { bad: unknown }>['bad'];

const COMMA = 0x2c;
const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** Characters that have to be seen to know what a quote ends: itself, and a line's end of two. */
const AHEAD = 2;

/**
 * Rows of CSV as RFC 4180 has them, from text that comes in parts. The first line's end, of three kinds, is that of all lines. A quote within a value
 * that has none around it makes the row bad, and so does one that ends a value too early, which then goes on to its next quote. Of a row that is bad
 * or too long nothing more is held: what it costs does not grow with what is wrong with it.
 */
export class CsvRows {
  private rest = '';
  private started = false;
  private lineEnd = '';
  private values: string[] = [];
  /** What is taken of the open value, and whether it has begun: of a row that is bad nothing is taken. */
  private value = '';
  private begun = false;
  private units = 0;
  private quoting = false;
  private quoted = false;
  private bad: Fault | undefined;

  public constructor(private readonly limits: RowLimits) {}

  /** Rows that end in this part. */
  public *push(part: string): Generator<CsvRow> {
    const text = this.rest + part;
    const begins = this.started || text.charCodeAt(0) !== 0xfeff ? 0 : 1;
    this.started ||= text !== '';
    const to = Math.max(begins, text.length - AHEAD);
    const at = yield* this.read(text, begins, to);
    // Of characters of their own: the part's text can go.
    this.rest = text.slice(at);
  }

  /** What is left. */
  public *end(): Generator<CsvRow> {
    yield* this.read(this.rest, 0, this.rest.length);
    this.rest = '';
    if (this.quoting) this.spoil('format');
    else if (!this.isOpen()) return;
    yield this.row();
  }

  /** @returns where it stopped: `to`, or a little after it */
  private *read(text: string, from: number, to: number): Generator<CsvRow, number> {
    let at = from;
    let start = at;
    while (at < to) {
      const unit = text.charCodeAt(at);
      if (this.quoting) {
        if (unit !== QUOTE) {
          const next = text.indexOf('"', at + 1);
          at = next < 0 || next > to ? to : next;
          continue;
        }
        if (text.charCodeAt(at + 1) === QUOTE) {
          this.take(text, start, at + 1);
          at += 2;
          start = at;
        } else if (this.endsValue(text, at + 1)) {
          this.take(text, start, at);
          this.quoting = false;
          this.quoted = true;
          start = ++at;
        } else {
          this.spoil('format');
          at++;
        }
      } else if (unit === COMMA) {
        this.take(text, start, at);
        this.endValue();
        start = ++at;
      } else if (unit === QUOTE) {
        if (at > start || this.begun) {
          this.spoil('format');
          at++;
        } else {
          this.quoting = true;
          start = ++at;
        }
      } else if (unit === NEWLINE || unit === RETURN) {
        const length = this.lineEndAt(text, at);
        if (length === 0) {
          at++;
          continue;
        }
        this.take(text, start, at);
        at += length;
        start = at;
        if (this.isOpen()) yield this.row();
      } else at++;
    }
    this.take(text, start, at);
    return at;
  }

  /** Length of the line's end that stands there, or 0. The first one decides for all. */
  private lineEndAt(text: string, at: number): number {
    if (this.lineEnd === '') {
      const unit = text.charCodeAt(at);
      if (unit === NEWLINE) this.lineEnd = '\n';
      else if (unit === RETURN) this.lineEnd = text.charCodeAt(at + 1) === NEWLINE ? '\r\n' : '\r';
    }
    return this.lineEnd !== '' && text.startsWith(this.lineEnd, at) ? this.lineEnd.length : 0;
  }

  private endsValue(text: string, at: number): boolean {
    return at >= text.length || text.charCodeAt(at) === COMMA || this.lineEndAt(text, at) > 0;
  }

  private take(text: string, from: number, to: number): void {
    if (to <= from) return;
    this.begun = true;
    this.units += to - from;
    if (this.units > this.limits.bytes) this.spoil('size');
    if (this.bad === undefined) this.value += text.slice(from, to);
  }

  private endValue(): void {
    if (this.bad === undefined) this.values.push(this.value);
    if (this.values.length > this.limits.values) this.spoil('commas');
    this.value = '';
    this.begun = false;
    this.quoted = false;
  }

  /** The first thing that is wrong with a row is what is told of it. */
  private spoil(how: Fault): void {
    this.bad ??= how;
    this.values = [];
    this.value = '';
  }

  /** Whether there is more than a line's end. */
  private isOpen(): boolean {
    return this.quoted || this.begun || this.bad !== undefined || this.values.length > 0;
  }

  private row(): CsvRow {
    this.endValue();
    const { values, units, bad } = this;
    this.values = [];
    this.units = 0;
    this.quoting = false;
    this.bad = undefined;
    if (bad === 'size') return { bad, units };
    if (bad !== undefined) return { bad };
    // A unit has at most three bytes.
    if (units * 3 <= this.limits.bytes) return { values };
    const bytes = values.reduce((sum, value) => sum + Buffer.byteLength(value), 0);
    return bytes > this.limits.bytes ? { bad: 'size', units: bytes } : { values };
  }
}
