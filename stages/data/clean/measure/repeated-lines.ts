import { SPACE } from './character-class';
import { SliceTable } from './slice-table';
import { UNIT_CLASSES, type Units } from './units';

// Locals of the loops below: in CommonJS an import is a property, looked up at each use, and so is a global in a sandbox.
const { imul } = Math;
const classes = UNIT_CLASSES;
const space = SPACE;

const NEWLINE = 0x0a;
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** What of a text's lines or paragraphs was there before. */
export interface Repeats {
  /** Lines or paragraphs. */
  readonly total: number;
  /** Those that repeat an earlier one. */
  readonly repeated: number;
  /** Code points of those. */
  readonly chars: number;
}

/** Finds equal lines and equal paragraphs. Only `\n` counts here. */
export class RepeatedLines {
  private readonly table = new SliceTable();

  /** Lines between runs of newlines: a newline at an end of the text makes an empty line there, as a split does. */
  public lines(units: Units): Repeats {
    return this.between(units, 0, units.length, 1);
  }

  /** Paragraphs between runs of two newlines or more, in the text without the white space at its ends. */
  public paragraphs(units: Units): Repeats {
    let start = 0;
    let end = units.length;
    while (start < end && isSpace(units, start)) start += 1;
    while (end > start && isSpace(units, end - 1)) end -= 1;
    return this.between(units, start, end, 2);
  }

  /** Lines that have more than white space, as FineWeb takes them. */
  public inked(units: Units): Repeats {
    const { data, length } = units;
    const tally = this.tally();
    let start = 0;
    let hash = FNV_OFFSET;
    let inked = false;
    for (let at = 0; at <= length; at += 1) {
      const unit = at === length ? NEWLINE : (data[at] as number);
      if (unit !== NEWLINE) {
        hash = imul(hash ^ unit, FNV_PRIME);
        inked ||= ((classes[unit] as number) & space) === 0;
        continue;
      }
      if (inked) tally.add(units, start, at, hash);
      start = at + 1;
      hash = FNV_OFFSET;
      inked = false;
    }
    return tally;
  }

  private between(units: Units, from: number, to: number, newlines: number): Repeats {
    const { data } = units;
    const tally = this.tally();
    let start = from;
    let hash = FNV_OFFSET;
    let at = from;
    while (at < to) {
      const unit = data[at] as number;
      let after = at;
      if (unit === NEWLINE) while (after < to && data[after] === NEWLINE) after += 1;
      if (after - at >= newlines) {
        tally.add(units, start, at, hash);
        start = after;
        hash = FNV_OFFSET;
        at = after;
      } else {
        hash = imul(hash ^ unit, FNV_PRIME);
        at += 1;
      }
    }
    tally.add(units, start, to, hash);
    return tally;
  }

  private tally(): Tally {
    this.table.reset();
    return new Tally(this.table);
  }
}

class Tally implements Repeats {
  public total = 0;
  public repeated = 0;
  public chars = 0;

  public constructor(private readonly table: SliceTable) {}

  public add(units: Units, start: number, end: number, hash: number): void {
    this.total += 1;
    const known = this.table.size;
    if (this.table.add(units.data, start, end, hash) === known) return;
    this.repeated += 1;
    this.chars += units.codePoints(start, end);
  }
}

function isSpace(units: Units, at: number): boolean {
  return ((classes[units.data[at] as number] as number) & space) !== 0;
}
