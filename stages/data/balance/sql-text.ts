import { literal } from '../engine/sql-text';
import type { Selection } from './question';

/** A name as both engines quote it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A number as a DOUBLE in both engines: without an exponent, Trino would read a DECIMAL. */
export function double(value: number): string {
  return value.toExponential();
}

/** Condition that a selection has an answer for a row: the value is there and, for a threshold, a finite number. */
export function answerable(selection: Selection): string {
  const column = quoted(selection.column);
  if ('values' in selection) return `${column} IS NOT NULL`;
  // NaN is the greatest number in DuckDB and no number in Trino: bounds exclude it in both.
  const [low, high] = [double(-Number.MAX_VALUE), double(Number.MAX_VALUE)];
  return `TRY_CAST(${column} AS DOUBLE) BETWEEN ${low} AND ${high}`;
}

/** Condition that a row is selected. Only for rows that are answerable. */
export function selected(selection: Selection): string {
  const column = quoted(selection.column);
  return 'values' in selection
    ? `CAST(${column} AS VARCHAR) IN (${selection.values.map(literal).join(', ')})`
    : `TRY_CAST(${column} AS DOUBLE) > ${double(selection.above)}`;
}
