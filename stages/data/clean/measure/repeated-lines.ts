import { SPACE } from './character-class';
import { grown, SliceTable } from './slice-table';
import { UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use, and so is a global in a sandbox.
const { imul } = Math;
const classes = UNIT_CLASSES;
const space = SPACE;

const NEWLINE = 0x0a;
const FIRST_PRIME = 0x01000193;
const SECOND_PRIME = 0x9e3779b1;

/** What of a text's lines or paragraphs was there before. */
export interface Repeats {
  /** Lines or paragraphs. */
  readonly total: number;
  /** Those that repeat an earlier one. */
  readonly repeated: number;
  /** Code points of those. */
  readonly chars: number;
}

/** Finds equal lines and equal paragraphs. Only `\n` counts here. Read a text first, then ask. */
export class RepeatedLines {
  /** Lines of the text, empty ones among them; one more than there are newlines. */
  public count = 0;
  private readonly table = new SliceTable();
  private units: Units | undefined;
  private starts = new Int32Array(1 << 8);
  private ends = new Int32Array(1 << 8);
  private hashes = new Int32Array(1 << 8);

  public read(units: Units): void {
    const { data, length } = units;
    this.units = units;
    this.count = 0;
    for (let start = 0; start <= length;) {
      let end = start;
      // Past the last unit stands a 0, and no newline.
      while (end < length && data[end] !== NEWLINE) end += 1;
      this.push(start, end, hashOf(data, start, end));
      start = end + 1;
    }
  }

  public start(line: number): number {
    return this.starts[line] as number;
  }

  public end(line: number): number {
    return this.ends[line] as number;
  }

  /** Lines between runs of newlines: a newline at an end of the text makes an empty line there, as a split does. */
  public lines(): Repeats {
    const tally = this.tally();
    const last = this.count - 1;
    for (let line = 0; line <= last; line += 1) {
      const start = this.start(line);
      const end = this.end(line);
      if (start < end || line === 0 || line === last) tally.add(start, end, this.hashes[line] as number);
    }
    return tally;
  }

  /** Paragraphs between runs of two newlines or more, in the text without the white space at its ends. */
  public paragraphs(): Repeats {
    const tally = this.tally();
    let [first, last] = [0, this.count - 1];
    while (first < last && this.isBlank(first)) first += 1;
    while (last > first && this.isBlank(last)) last -= 1;
    let start = -1;
    let end = 0;
    let hash = 0;
    for (let line = first; line <= last; line += 1) {
      const from = line === first ? this.withoutLeading(line) : this.start(line);
      const to = line === last ? this.withoutTrailing(line, from) : this.end(line);
      // An empty line ends a paragraph; all that is left of a text of white space is one empty line.
      if (from === to && first < last) {
        if (start >= 0) tally.add(start, end, hash);
        start = -1;
        continue;
      }
      const known = from === this.start(line) && to === this.end(line);
      const own = known || this.units === undefined ? (this.hashes[line] as number) : hashOf(this.units.data, from, to);
      hash = start < 0 ? own : imul(hash ^ own, FIRST_PRIME);
      if (start < 0) start = from;
      end = to;
    }
    if (start >= 0) tally.add(start, end, hash);
    return tally;
  }

  /** Lines that have more than white space, as FineWeb takes them. */
  public inked(): Repeats {
    const tally = this.tally();
    for (let line = 0; line < this.count; line += 1) {
      if (!this.isBlank(line)) tally.add(this.start(line), this.end(line), this.hashes[line] as number);
    }
    return tally;
  }

  /** Whether a line has nothing but white space. */
  public isBlank(line: number): boolean {
    return this.withoutLeading(line) === this.end(line);
  }

  private withoutLeading(line: number): number {
    const end = this.end(line);
    let start = this.start(line);
    while (start < end && this.isSpace(start)) start += 1;
    return start;
  }

  private withoutTrailing(line: number, start: number): number {
    let end = this.end(line);
    while (end > start && this.isSpace(end - 1)) end -= 1;
    return end;
  }

  private isSpace(at: number): boolean {
    return ((classes[this.units?.data[at] ?? 0] as number) & space) !== 0;
  }

  private push(start: number, end: number, hash: number): void {
    const line = this.count;
    if (line === this.starts.length) {
      this.starts = grown(this.starts, line * 2);
      this.ends = grown(this.ends, line * 2);
      this.hashes = grown(this.hashes, line * 2);
    }
    this.starts[line] = start;
    this.ends[line] = end;
    this.hashes[line] = hash;
    this.count = line + 1;
  }

  private tally(): Tally {
    this.table.reset(this.count);
    return new Tally(this.table, this.units);
  }
}

class Tally implements Repeats {
  public total = 0;
  public repeated = 0;
  public chars = 0;

  public constructor(
    private readonly table: SliceTable,
    private readonly units: Units | undefined,
  ) {}

  public add(start: number, end: number, hash: number): void {
    this.total += 1;
    if (this.units === undefined) return;
    const known = this.table.size;
    if (this.table.add(this.units.data, start, end, hash) === known) return;
    this.repeated += 1;
    this.chars += this.units.codePoints(start, end);
  }
}

/** Four units a step: what is equal has to have an equal hash, and equality is looked at unit by unit in any case. */
function hashOf(data: Uint16Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const one = (data[at] as number) | ((data[at + 1] as number) << 16);
    const other = (data[at + 2] as number) | ((data[at + 3] as number) << 16);
    hash = imul((hash << 11) ^ (hash >>> 21) ^ one, FIRST_PRIME) + imul(other, SECOND_PRIME);
  }
  for (; at < end; at += 1) hash = imul(hash ^ (data[at] as number), FIRST_PRIME);
  return hash | 0;
}
