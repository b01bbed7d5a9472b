import type { LabelTable } from '../label-table';
import type { Consensus, Gold } from './consensus';
import type { DawidSkene } from './dawid-skene';

/** What one labeller's labels are worth. */
export interface LabellerQuality {
  readonly labeller: string;
  readonly labels: number;
  /** Labels of items whose answer is known. */
  readonly goldLabels: number;
  /** Share of those that were right; undefined without any. */
  readonly goldAccuracy: number | undefined;
  /** Wilson's 95 % interval of it (1927). */
  readonly goldInterval: { readonly low: number; readonly high: number } | undefined;
  /** Share of labels that equal the consensus, ties left out; undefined without any. */
  readonly consensusAgreement: number | undefined;
  /** Estimated: a row a true class, a column an answer. */
  readonly confusion: readonly (readonly number[])[];
  /** 0: the answers depend on the item as fully as they can. 1: they do not depend on it at all, as with a spammer. */
  readonly spamScore: number;
}

/** Each labeller's quality, in the table's order. */
export function labellerQuality(table: LabelTable, estimate: DawidSkene, gold: Gold = new Map()): LabellerQuality[] {
  const size = table.classes.length;
  const tallies = tally(table, estimate, gold);
  return table.labellers.map((labeller, who) => {
    const { labels, goldLabels, goldRight, compared, agreed } = tallies[who] as Tally;
    const confusion = table.classes.map((_, row) => [
      ...estimate.confusion.subarray((who * size + row) * size, (who * size + row + 1) * size),
    ]);
    return {
      labeller,
      labels,
      goldLabels,
      goldAccuracy: goldLabels === 0 ? undefined : goldRight / goldLabels,
      goldInterval: goldLabels === 0 ? undefined : wilson(goldRight, goldLabels),
      consensusAgreement: compared === 0 ? undefined : agreed / compared,
      confusion,
      spamScore: spamScore(confusion),
    };
  });
}

/**
 * How near a confusion matrix is to one whose rows are all equal: 1 minus the score of V. C. Raykar and S. Yu,
 * Eliminating Spammers and Ranking Annotators for Crowdsourced Labeling Tasks (2012).
 */
export function spamScore(confusion: readonly (readonly number[])[]): number {
  const size = confusion.length;
  let apart = 0;
  confusion.forEach((row, first) =>
    confusion.slice(first + 1).forEach((other) => {
      apart += row.reduce((sum, share, answer) => sum + (share - (other[answer] ?? 0)) ** 2, 0);
    }),
  );
  return size < 2 ? 0 : Math.max(0, 1 - apart / (size * (size - 1)));
}

/** How much a vote of each labeller weighs in a weighted majority: what it knows beyond chance, never below 0. */
export function labellerWeights(quality: readonly LabellerQuality[]): Float64Array {
  return Float64Array.from(quality, ({ spamScore: score }) => 1 - score);
}

interface Tally {
  labels: number;
  goldLabels: number;
  goldRight: number;
  compared: number;
  agreed: number;
}

function tally({ item, labeller, value, labellers }: LabelTable, { chosen }: Consensus, gold: Gold): Tally[] {
  const tallies = labellers.map((): Tally => ({ labels: 0, goldLabels: 0, goldRight: 0, compared: 0, agreed: 0 }));
  for (let label = 0; label < item.length; label++) {
    const mine = tallies[labeller[label] as number] as Tally;
    const answer = gold.get(item[label] as number);
    const consensus = chosen[item[label] as number] as number;
    mine.labels += 1;
    if (answer !== undefined) {
      mine.goldLabels += 1;
      mine.goldRight += Number(answer === value[label]);
    }
    if (consensus >= 0) {
      mine.compared += 1;
      mine.agreed += Number(consensus === value[label]);
    }
  }
  return tallies;
}

function wilson(right: number, all: number): { low: number; high: number } {
  const z = 1.959963984540054;
  const share = right / all;
  const middle = share + (z * z) / (2 * all);
  const reach = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) };
}
