import type { LabelTable } from '../label-table';
import { choose, type Consensus, type TieRule } from './consensus';

/** How votes are counted. */
export interface MajorityOptions {
  /** @default 'abstain' */
  readonly ties?: TieRule;
  /** How much each labeller's vote counts, in the table's order of labellers; at least 0. @default 1 each */
  readonly weights?: ArrayLike<number>;
}

/** The class with the most votes, or the most weight of votes. An item whose votes all weigh nothing is a tie of all classes. */
export function majority(table: LabelTable, { ties = 'abstain', weights }: MajorityOptions = {}): Consensus {
  const { item, labeller, value } = table;
  const size = table.classes.length;
  const votes = new Float64Array(table.items.length * size);
  for (let label = 0; label < item.length; label++) {
    const cell = (item[label] as number) * size + (value[label] as number);
    votes[cell] = (votes[cell] as number) + (weights?.[labeller[label] as number] ?? 1);
  }
  for (let at = 0; at < votes.length; at += size) {
    const row = votes.subarray(at, at + size);
    const sum = row.reduce((total, count) => total + count, 0);
    row.forEach((count, one) => (row[one] = sum === 0 ? 1 / size : count / sum));
  }
  return { probabilities: votes, chosen: choose(votes, size, ties) };
}
