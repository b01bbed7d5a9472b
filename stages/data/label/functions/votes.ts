import type { Label } from '../label-table';
import { ABSTAIN, type LabelFunction, type LabelInput } from './label-function';

/** All functions' votes on all documents: a row a document, a column a function. */
export interface Votes {
  readonly functions: readonly string[];
  readonly documents: number;
  readonly vote: Int8Array;
}

/** What one function does on a corpus, as Snorkel counts it (Ratner et al. 2017). Shares are of all documents. */
export interface FunctionStatistics {
  readonly name: string;
  /** Classes that it voted for, as places in the schema, ascending. */
  readonly polarity: readonly number[];
  /** It voted. */
  readonly coverage: number;
  /** It voted, and another did too. */
  readonly overlap: number;
  /** It voted, and another voted otherwise. */
  readonly conflict: number;
  /** Share of its votes that were right, among documents whose class is known; undefined without any. */
  readonly accuracy: number | undefined;
}

/** Asks each function about each document. */
export function castVotes(functions: readonly LabelFunction[], documents: readonly LabelInput[]): Votes {
  const vote = new Int8Array(documents.length * functions.length);
  documents.forEach((input, row) =>
    functions.forEach((one, column) => (vote[row * functions.length + column] = one.vote(input))),
  );
  return { functions: functions.map(({ name }) => name), documents: documents.length, vote };
}

/** @param gold each document's class where known, else `ABSTAIN` */
export function functionStatistics(votes: Votes, gold?: ArrayLike<number>): FunctionStatistics[] {
  const width = votes.functions.length;
  const tallies = votes.functions.map(() => ({ voted: 0, overlap: 0, conflict: 0, known: 0, right: 0 }));
  const polarity = votes.functions.map(() => new Set<number>());
  for (let row = 0; row < votes.documents; row++) {
    const line = votes.vote.subarray(row * width, (row + 1) * width);
    const voters = line.reduce((count, vote) => count + Number(vote !== ABSTAIN), 0);
    const truth = gold?.[row] ?? ABSTAIN;
    tallies.forEach((tally, column) => {
      const mine = line[column] as number;
      if (mine === ABSTAIN) return;
      polarity[column]?.add(mine);
      tally.voted += 1;
      tally.overlap += Number(voters > 1);
      tally.conflict += Number(line.some((vote) => vote !== ABSTAIN && vote !== mine));
      tally.known += Number(truth !== ABSTAIN);
      tally.right += Number(truth !== ABSTAIN && truth === mine);
    });
  }
  const share = (count: number): number => (votes.documents === 0 ? 0 : count / votes.documents);
  return tallies.map(({ voted, overlap, conflict, known, right }, column) => ({
    name: votes.functions[column] ?? '',
    polarity: [...(polarity[column] ?? [])].sort((a, b) => a - b),
    coverage: share(voted),
    overlap: share(overlap),
    conflict: share(conflict),
    accuracy: known === 0 ? undefined : right / known,
  }));
}

/** The votes as labels, for the same estimators that read people's labels. The labeller of a function is `function:NAME`. */
export function votesAsLabels(votes: Votes, ids: readonly string[], classes: readonly string[]): Label[] {
  const width = votes.functions.length;
  return ids.flatMap((item, row) =>
    votes.functions.flatMap((name, column) => {
      const value = classes[votes.vote[row * width + column] ?? ABSTAIN];
      return value === undefined ? [] : [{ item, labeller: `function:${name}`, value }];
    }),
  );
}
