import { measured, notEvaluated, type Measured } from './measured';

/** A row with the features that may explain an outcome, and the outcome that the model predicted. */
export interface FlipRow {
  readonly inFacet: boolean;
  readonly features: ArrayLike<number>;
  /** The predicted outcome is positive. */
  readonly predicted: boolean;
}

/** How far two rows are apart. */
export type Distance = (a: ArrayLike<number>, b: ArrayLike<number>) => number;

/**
 * Counterfactual flip test (FT): what the nearest neighbours outside the facet were told. Source: SageMaker Clarify's documentation,
 * FT = (F+ - F-) / n_d, where F+ counts facet members with a negative outcome whose neighbours outside the facet have a positive one,
 * and F- the reverse. So a positive FT is to the facet's disadvantage. (Clarify's published library has the two sets the other way
 * round, and so the opposite sign; the documented one is here.)
 *
 * Neighbours: 5, or 1 where fewer than 10 rows are outside the facet, as in that library. Equal distances: the earlier row. A tied vote
 * (even k) counts as negative.
 */
export function flipTest(
  rows: readonly FlipRow[],
  { distance = euclidean, k }: { readonly distance?: Distance; readonly k?: number } = {},
): Measured {
  const rest = rows.filter((row) => !row.inFacet);
  const facet = rows.filter((row) => row.inFacet);
  if (facet.length === 0) return notEvaluated('there is no row in the facet');
  if (rest.length === 0) return notEvaluated('there is no row outside the facet');
  if (rows.some(({ features }) => Array.prototype.some.call(features, (value: number) => !Number.isFinite(value)))) {
    return notEvaluated('a feature is missing or no finite number');
  }
  const neighbours = Math.min(k ?? (rest.length > 9 ? 5 : 1), rest.length);
  let [upward, downward] = [0, 0];
  for (const row of facet) {
    const favoured = vote(row, rest, neighbours, distance);
    if (favoured && !row.predicted) upward++;
    if (!favoured && row.predicted) downward++;
  }
  return measured((upward - downward) / facet.length);
}

function vote(row: FlipRow, rest: readonly FlipRow[], k: number, distance: Distance): boolean {
  const nearest: { readonly far: number; readonly predicted: boolean }[] = [];
  for (const other of rest) {
    const far = distance(row.features, other.features);
    const last = nearest[k - 1];
    if (last !== undefined && far >= last.far) continue;
    let place = nearest.length;
    while (place > 0 && (nearest[place - 1]?.far ?? 0) > far) place--;
    nearest.splice(place, 0, { far, predicted: other.predicted });
    if (nearest.length > k) nearest.pop();
  }
  return nearest.filter(({ predicted }) => predicted).length * 2 > nearest.length;
}

/** Square root of the summed squares. Features of different scales should be scaled before. */
export function euclidean(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const gap = (a[i] ?? 0) - (b[i] ?? 0);
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}
