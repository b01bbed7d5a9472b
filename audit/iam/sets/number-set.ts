import type { ValueSet } from './value-set';
import { nextSetId } from './value-set';

/** A run of reals; `from`/`to` may be infinite, and an end may be open. */
interface Interval {
  readonly from: number;
  readonly fromOpen: boolean;
  readonly to: number;
  readonly toOpen: boolean;
}

/** How a number of this family is read from a request, and written into one. */
interface Spelling {
  read(text: string): number | undefined;
  write(value: number): string;
}

/** Plain numbers, in seconds, bytes or whatever the key counts. */
export const NUMBERS: Spelling = { read: readNumber, write: String };

/** Instants, in milliseconds since 1970; ISO 8601, or seconds since 1970 as AWS also accepts. */
export const DATES: Spelling = {
  read: readDate,
  write: (value) => (Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : String(value / 1000)),
};

/** A set of reals as disjoint, sorted intervals. Used for numbers and for dates. */
export class NumberSet implements ValueSet {
  public readonly id = nextSetId();

  private constructor(
    private readonly runs: readonly Interval[],
    private readonly spelling: Spelling,
  ) {}

  public static all(spelling: Spelling): NumberSet {
    return new NumberSet([{ from: -Infinity, fromOpen: true, to: Infinity, toOpen: true }], spelling);
  }

  public static equal(value: number, spelling: Spelling): NumberSet {
    return new NumberSet([{ from: value, fromOpen: false, to: value, toOpen: false }], spelling);
  }

  public static below(value: number, inclusive: boolean, spelling: Spelling): NumberSet {
    return new NumberSet([{ from: -Infinity, fromOpen: true, to: value, toOpen: !inclusive }], spelling);
  }

  public static above(value: number, inclusive: boolean, spelling: Spelling): NumberSet {
    return new NumberSet([{ from: value, fromOpen: !inclusive, to: Infinity, toOpen: true }], spelling);
  }

  public and(other: ValueSet): NumberSet {
    if (!(other instanceof NumberSet)) throw new TypeError('a number set meets only number sets');
    const runs = this.runs.flatMap((a) => other.runs.map((b) => meet(a, b))).filter((run) => !isHollow(run));
    return new NumberSet(
      runs.sort((a, b) => a.from - b.from),
      this.spelling,
    );
  }

  public not(): NumberSet {
    const gaps: Interval[] = [];
    let [from, fromOpen] = [-Infinity, true];
    for (const run of this.runs) {
      gaps.push({ from, fromOpen, to: run.from, toOpen: !run.fromOpen || run.from === -Infinity });
      [from, fromOpen] = [run.to, !run.toOpen];
    }
    gaps.push({ from, fromOpen, to: Infinity, toOpen: true });
    return new NumberSet(
      gaps.filter((gap) => !isHollow(gap)),
      this.spelling,
    );
  }

  public isEmpty(): boolean {
    return this.runs.length === 0;
  }

  public has(text: string): boolean {
    const value = this.spelling.read(text);
    return value !== undefined && this.runs.some((run) => !isHollow(meet(run, point(value))));
  }

  public witness(): string | undefined {
    const run = this.runs[0];
    return run && this.spelling.write(inside(run));
  }
}

function point(value: number): Interval {
  return { from: value, fromOpen: false, to: value, toOpen: false };
}

function meet(a: Interval, b: Interval): Interval {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  const fromOpen = (a.from === from && a.fromOpen) || (b.from === from && b.fromOpen);
  const toOpen = (a.to === to && a.toOpen) || (b.to === to && b.toOpen);
  return { from, fromOpen, to, toOpen };
}

function isHollow(run: Interval): boolean {
  return run.from > run.to || (run.from === run.to && (run.fromOpen || run.toOpen));
}

/** A member of the run, whole where one exists. */
function inside({ from, fromOpen, to, toOpen }: Interval): number {
  if (from === -Infinity) return to === Infinity ? 0 : toOpen ? Math.ceil(to) - 1 : to;
  if (!fromOpen) return from;
  const next = Math.floor(from) + 1;
  return next < to || (next === to && !toOpen) ? next : from + (to - from) / 2;
}

/** The number a text spells, `undefined` where it spells none. */
function readNumber(text: string): number | undefined {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function readDate(text: string): number | undefined {
  const seconds = /^-?\d+(\.\d+)?$/.test(text) && text.length > 4 ? Number(text) : undefined;
  if (seconds !== undefined) return seconds * 1000;
  const value = /^\d{4}(-\d{2}){0,2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) ? Date.parse(zoned(text)) : NaN;
  return Number.isNaN(value) ? undefined : value;
}

/** AWS reads a time without a zone as UTC; JavaScript would read it as local. */
function zoned(text: string): string {
  return /T[\d:.]+$/.test(text) ? `${text}Z` : text;
}
