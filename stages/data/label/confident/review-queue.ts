/** What is known of an item that a person may look at. */
export interface ReviewCandidate {
  readonly id: string;
  /** How well its label fits, 0 to 1, e.g. its self-confidence. */
  readonly labelQuality: number;
  /** How much its source matters: its share of the training mix, or 1. At least 0. */
  readonly sourceWeight: number;
  /** Labels a class: their spread is the disagreement. */
  readonly votes: readonly number[];
}

/** A candidate with its place in the queue. */
export interface ReviewItem extends ReviewCandidate {
  /** 0: all labels are equal, or there is one. 1: they are spread evenly over the classes. */
  readonly disagreement: number;
  /** What a look is worth. */
  readonly value: number;
}

/**
 * Orders items by what a person's look is worth: doubt x source weight x (1 + disagreement), where doubt is 1 - label quality.
 * Disagreement at most doubles a value, so that an item with one label still has its place. Equal values go in the order of ids.
 */
export function reviewQueue(candidates: readonly ReviewCandidate[], most = Infinity): ReviewItem[] {
  return candidates
    .map((candidate) => {
      const disagreement = entropyShare(candidate.votes);
      const value = (1 - candidate.labelQuality) * candidate.sourceWeight * (1 + disagreement);
      return { ...candidate, disagreement, value };
    })
    .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : Number(a.id > b.id)))
    .slice(0, most);
}

/** Shannon entropy of the votes' shares, relative to its most. */
function entropyShare(votes: readonly number[]): number {
  const total = votes.reduce((sum, count) => sum + count, 0);
  if (total === 0 || votes.length < 2) return 0;
  const entropy = votes.reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / total) * Math.log(count / total)),
    0,
  );
  return entropy / Math.log(votes.length);
}
