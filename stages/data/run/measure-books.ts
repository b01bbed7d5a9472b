import type { Account } from './accounts';
import { close, under } from './accounts';
import type { Table } from './balance-step';
import { cellOf } from './cell-name';
import type { CounterMeasureMethod, Effect } from './measures';

/** What a counter-measure got, and what it left: `in` is the sum of `kept`, `dropped` and `quarantined`. */
export interface MeasureBooks {
  readonly method: CounterMeasureMethod;
  readonly in: number;
  readonly kept: number;
  readonly dropped: number;
  readonly quarantined: number;
  /** Copies that it made. They are no records. */
  readonly added: number;
}

/** Of the counter-measure at that place, from 1; 0 is what was there before the first. */
const prefix = (at: number): string => `measure ${at} `;

/**
 * Counts one document's way through the counter-measures: after each of them, in which cell it is, and how often.
 *
 * @param swapped whether it has a counterfactual copy, where one is asked for
 */
export function tallyEffects(account: Account, cell: string, effects: readonly Effect[], swapped: boolean): void {
  let there = 1;
  account.tally(`${prefix(0)}cell ${cell}`, 1);
  for (const [index, effect] of effects.entries()) {
    const at = prefix(index + 1);
    if (effect.kind === 'leaves') {
      account.tally(`${at}${effect.leaving.kind}`, 1);
      return;
    }
    const before = there;
    there *= effect.times * (effect.swaps && swapped ? 2 : 1);
    account.tally(`${at}added`, there - before);
    account.tally(`${at}cell ${cell}`, there);
  }
}

/** Documents and copies by cell, after the counter-measure at that place. */
export function tableAfter(tallies: Readonly<Record<string, number>>, at: number): Table {
  return tableOf(under(tallies, `${prefix(at)}cell `));
}

/** Counts by cell name, as a table. */
export function tableOf(counts: Readonly<Record<string, number>>): Table {
  return Object.entries(counts).map(([name, count]) => ({ ...cellOf(name), count }));
}

/**
 * The books of all counter-measures: what one keeps, the next one gets.
 *
 * @param kept documents that were written
 * @param added copies that were written beside them
 * @throws AccountError `COUNTS_DIFFER` where the books do not come to what was written
 */
export function booksOf(
  methods: readonly CounterMeasureMethod[],
  tallies: Readonly<Record<string, number>>,
  { kept, added }: { readonly kept: number; readonly added: number },
): MeasureBooks[] {
  let due = tableAfter(tallies, 0).reduce((sum, { count }) => sum + count, 0);
  const books = methods.map((method, index): MeasureBooks => {
    const of = under(tallies, prefix(index + 1));
    const { dropped = 0, quarantined = 0 } = of;
    const counts = { in: due, kept: due - dropped - quarantined, dropped, quarantined };
    due = counts.kept;
    return { method, ...counts, added: of['added'] ?? 0 };
  });
  const made = books.reduce((sum, one) => sum + one.added, 0);
  close('balance', { in: due, kept: due, dropped: 0, quarantined: 0 }, kept);
  close('copies of balance', { in: made, kept: made, dropped: 0, quarantined: 0 }, added);
  return books;
}
