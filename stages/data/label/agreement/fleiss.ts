import { LabelError } from '../errors';

/** Fleiss' kappa, overall and a class. */
export interface FleissKappa {
  readonly kappa: number | undefined;
  /** Undefined for a class that nobody or everybody chose. */
  readonly byClass: readonly (number | undefined)[];
}

/**
 * J. L. Fleiss, Measuring nominal scale agreement among many raters (1971).
 *
 * @param counts a row an item: how many labels each class got
 * @throws LabelError `RATERS_DIFFER` where items have different numbers of labels, or fewer than two: use alpha there
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa {
  const sum = (row: readonly number[]): number => row.reduce((total, count) => total + count, 0);
  const raters = sum(counts[0] ?? []);
  counts.forEach((row, index) => {
    if (sum(row) !== raters || raters < 2) {
      throw new LabelError(
        'RATERS_DIFFER',
        `each item must have the same number of labels, two or more: item ${index + 1} has ${sum(row)}, item 1 has ${raters}`,
      );
    }
  });
  if (counts.length === 0) return { kappa: undefined, byClass: [] };
  const shares = (counts[0] ?? []).map(
    (_, column) => sum(counts.map((row) => row[column] ?? 0)) / (counts.length * raters),
  );
  const pairs = counts.length * raters * (raters - 1);
  const agreed = sum(counts.map((row) => sum(row.map((count) => count * (count - 1))))) / pairs;
  const chance = sum(shares.map((share) => share * share));
  const byClass = shares.map((share, column) => {
    if (share === 0 || share === 1) return undefined;
    const split = sum(counts.map((row) => (row[column] ?? 0) * (raters - (row[column] ?? 0))));
    return 1 - split / (pairs * share * (1 - share));
  });
  return { kappa: chance === 1 ? undefined : (agreed - chance) / (1 - chance), byClass };
}
