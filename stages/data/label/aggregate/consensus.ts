import type { LabelTable } from '../label-table';

/** What an estimator makes of many labels: how probable each class is for each item. */
export interface Consensus {
  /** A row an item, a column a class; each row sums to 1. */
  readonly probabilities: Float64Array;
  /** Each item's most probable class, or -1 for none: a tie. */
  readonly chosen: Int32Array;
}

/** Items whose answer is known, as `item number -> class number`. */
export type Gold = ReadonlyMap<number, number>;

/** How an item gets a class where two or more are equally good: none, or the first in the schema's order. */
export type TieRule = 'abstain' | 'first';

/** Probabilities closer than this are a tie: they differ by rounding alone. */
const SAME = 1e-12;

/** Numbers the gold answers as the table does; items without a label and unknown classes are left out. */
export function goldOf({ items, classes }: LabelTable, answers: Readonly<Record<string, string>>): Gold {
  const gold = new Map<number, number>();
  items.forEach((name, item) => {
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    const value = answer === undefined ? -1 : classes.indexOf(answer);
    if (value >= 0) gold.set(item, value);
  });
  return gold;
}

/** Chooses each item's most probable class. */
export function choose(probabilities: Float64Array, classes: number, ties: TieRule): Int32Array {
  const chosen = new Int32Array(probabilities.length / classes);
  for (let item = 0; item < chosen.length; item++) {
    let best = 0;
    let tied = false;
    for (let one = 1; one < classes; one++) {
      const lead = (probabilities[item * classes + one] as number) - (probabilities[item * classes + best] as number);
      if (lead > SAME) {
        best = one;
        tied = false;
      } else if (lead >= -SAME) {
        tied = true;
      }
    }
    chosen[item] = tied && ties === 'abstain' ? -1 : best;
  }
  return chosen;
}

/** Gold items keep their class whatever the labels say. Writes into the probabilities. */
export function pinGold(probabilities: Float64Array, gold: Gold, classes: number): void {
  for (const [item, value] of gold) {
    probabilities.fill(0, item * classes, (item + 1) * classes);
    probabilities[item * classes + value] = 1;
  }
}
