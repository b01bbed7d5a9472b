import { squaredDistances, type Level } from './distance';
import { ratingsOf, type Ratings, type Unit } from './ratings';

/**
 * Krippendorff's alpha: 1 is agreement, 0 is what chance gives, below 0 is worse than chance.
 * By the coincidence matrix of K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); missing values are left out.
 *
 * @returns undefined where it is not defined: fewer than two comparable values, or only one distinct value, so that nothing could vary
 */
export function krippendorffAlpha(units: readonly Unit[], level: Level): number | undefined {
  const ratings = ratingsOf(units);
  return alphaOf(
    ratings,
    level,
    ratings.pattern.map((_, unit) => unit),
  );
}

/** Alpha over the units chosen, one as often as it is named: a bootstrap draws from the same ratings again and again. */
export function alphaOf(ratings: Ratings, level: Level, chosen: Int32Array): number | undefined {
  const size = ratings.values.length;
  const times = new Float64Array(ratings.size.length);
  for (const unit of chosen) {
    const pattern = ratings.pattern[unit] as number;
    times[pattern] = (times[pattern] as number) + 1;
  }
  const coincidences = new Float64Array(size * size);
  times.forEach((weight, pattern) => addPattern(coincidences, ratings, pattern, weight));
  const totals = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      totals[row] = (totals[row] as number) + (coincidences[row * size + column] as number);
    }
  }
  const distances = squaredDistances(level, ratings.values, totals);
  let count = 0;
  let observed = 0;
  let expected = 0;
  for (let row = 0; row < size; row++) {
    count += totals[row] as number;
    for (let column = row + 1; column < size; column++) {
      const distance = distances[row * size + column] as number;
      observed += (coincidences[row * size + column] as number) * distance;
      expected += (totals[row] as number) * (totals[column] as number) * distance;
    }
  }
  return expected === 0 ? undefined : 1 - ((count - 1) * observed) / expected;
}

/** Each pair of a unit's values counts by 1 / (values - 1), so that a unit counts by how many values it has, not by how many pairs. */
function addPattern(coincidences: Float64Array, ratings: Ratings, pattern: number, units: number): void {
  const { values, start, value, count, size } = ratings;
  const weight = units / ((size[pattern] as number) - 1);
  const end = start[pattern + 1] as number;
  for (let one = start[pattern] as number; one < end; one++) {
    const row = (value[one] as number) * values.length;
    const times = count[one] as number;
    for (let other = start[pattern] as number; other < end; other++) {
      const cell = row + (value[other] as number);
      const pairs = times * (one === other ? times - 1 : (count[other] as number));
      coincidences[cell] = (coincidences[cell] as number) + pairs * weight;
    }
  }
}
