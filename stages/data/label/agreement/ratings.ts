import { LabelError } from '../errors';
import type { LabelTable } from '../label-table';

/** A unit's values, from however many observers gave one: what is missing is left out. */
export type Unit = readonly number[];

/** More distinct values than this are measurements, not labels. */
const MOST_VALUES = 1024;

/** Units as counts of values, ready to be summed many times: only units with two values or more, since no other can be compared. */
export interface Ratings {
  /** Distinct values, ascending. */
  readonly values: readonly number[];
  /** Unit u has its counts at `start[u]` to `start[u + 1]` of `value` and `count`. */
  readonly start: Int32Array;
  readonly value: Int32Array;
  readonly count: Float64Array;
  /** How many values each unit has. */
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
  const start = [0];
  const cells: [number, number][] = [];
  for (const unit of pairable) {
    const counts = new Map<number, number>();
    for (const value of unit) counts.set(codes.get(value) ?? 0, (counts.get(codes.get(value) ?? 0) ?? 0) + 1);
    cells.push(...[...counts].sort((a, b) => a[0] - b[0]));
    start.push(cells.length);
  }
  return {
    values,
    start: Int32Array.from(start),
    value: Int32Array.from(cells, (cell) => cell[0]),
    count: Float64Array.from(cells, (cell) => cell[1]),
    size: Float64Array.from(pairable, (unit) => unit.length),
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
