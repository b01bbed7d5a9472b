import { LabelError } from '../errors';
import type { LabelTable } from '../label-table';

/** A unit's values, from however many observers gave one: what is missing is left out. */
export type Unit = readonly number[];

/** More distinct values than this are measurements, not labels. */
const MOST_VALUES = 1024;

/**
 * Units as counts of values: only units with two values or more, since no other can be compared. Units with equal counts are one pattern, of
 * which there are few, so that a bootstrap draws units but sums patterns.
 */
export interface Ratings {
  /** Distinct values, ascending. */
  readonly values: readonly number[];
  /** Each unit's pattern. */
  readonly pattern: Int32Array;
  /** Pattern p has its counts at `start[p]` to `start[p + 1]` of `value` and `count`. */
  readonly start: Int32Array;
  readonly value: Int32Array;
  readonly count: Float64Array;
  /** How many values a unit of each pattern has. */
  readonly size: Float64Array;
}

/** @throws LabelError `TOO_MANY_VALUES` or `VALUE_NOT_FINITE` */
export function ratingsOf(units: readonly Unit[]): Ratings {
  const pairable = units.filter((unit) => unit.length > 1);
  const values = [...new Set(pairable.flat())].sort((a, b) => a - b);
  if (values.length > MOST_VALUES) {
    throw new LabelError('TOO_MANY_VALUES', `labels may have ${MOST_VALUES} distinct values, got ${values.length}`);
  }
  if (!values.every(Number.isFinite)) throw new LabelError('VALUE_NOT_FINITE', 'a label must be a finite number');
  const codes = new Map(values.map((value, code) => [value, code]));
  const known = new Map<string, number>();
  const start = [0];
  const cells: (readonly [number, number])[] = [];
  const size: number[] = [];
  const pattern = Int32Array.from(pairable, (unit) => {
    const sorted = unit.map((value) => codes.get(value) ?? 0).sort((a, b) => a - b);
    const key = sorted.join();
    let number = known.get(key);
    if (number === undefined) {
      number = known.size;
      known.set(key, number);
      for (const code of new Set(sorted)) cells.push([code, sorted.filter((other) => other === code).length]);
      start.push(cells.length);
      size.push(unit.length);
    }
    return number;
  });
  return {
    values,
    pattern,
    start: Int32Array.from(start),
    value: Int32Array.from(cells, (cell) => cell[0]),
    count: Float64Array.from(cells, (cell) => cell[1]),
    size: Float64Array.from(size),
  };
}

/** The table's items as units, each label standing for its class's value on the scale. */
export function unitsOf({ items, item, value }: LabelTable, scale: readonly number[]): number[][] {
  const units: number[][] = items.map(() => []);
  for (let label = 0; label < item.length; label++) {
    units[item[label] as number]?.push(scale[value[label] as number] ?? 0);
  }
  return units;
}
