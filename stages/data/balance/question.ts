import { BalanceError } from './balance-error';

/**
 * Which rows are meant, by one column: those with one of `values`, or those with a number above `above` (Clarify's threshold).
 * Values are texts: in SQL the column of `values` must be VARCHAR, for engines write numbers as texts differently.
 */
export type Selection =
  { readonly column: string; readonly values: readonly string[] } | { readonly column: string; readonly above: number };

/** What is asked of a table: how a facet fares against all other rows, for an outcome. */
export interface Question {
  /** The facet *d* that may be at a disadvantage; all other rows are *a*. */
  readonly facet: Selection;
  /** The labels that are the positive outcome. With `above`, labels are collapsed to two: above, or not. */
  readonly label: Selection;
  /** Column of subgroups, for conditional disparity. */
  readonly group?: string;
}

/** One row of a table of attributes or labels. An absent or null value is missing. */
export type BalanceRow = Readonly<Record<string, string | number | null | undefined>>;

/** Whether a value is selected; undefined where it is missing or, for a threshold, no finite number. */
export function selects(selection: Selection, value: string | number | null | undefined): boolean | undefined {
  if (value === null || value === undefined) return undefined;
  if ('values' in selection) return selection.values.includes(String(value));
  const number = typeof value === 'number' ? value : DECIMAL.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number > selection.above : undefined;
}

/** What a text must look like to be a number: what SQL's TRY_CAST reads too. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** @throws BalanceError `BALANCE_QUESTION_INVALID` where a selection cannot divide any table */
export function checkQuestion({ facet, label }: Question): void {
  for (const [name, selection] of [
    ['facet', facet],
    ['label', label],
  ] as const) {
    if (selection.column === '') invalid(`${name}.column must name a column, got an empty name`);
    if ('values' in selection && selection.values.length === 0) {
      invalid(`${name}.values must name at least one value of ${selection.column}, got none`);
    }
    if ('above' in selection && !Number.isFinite(selection.above)) {
      invalid(`${name}.above must be a finite number, got ${selection.above}`);
    }
  }
}

/** One question for each category of a facet's column: that category against the rest, as Clarify reports several categories. */
export function eachCategory(column: string, categories: Iterable<string>, rest: Omit<Question, 'facet'>): Question[] {
  return [...new Set(categories)].sort().map((value) => ({ ...rest, facet: { column, values: [value] } }));
}

function invalid(message: string): never {
  throw new BalanceError('BALANCE_QUESTION_INVALID', message);
}
