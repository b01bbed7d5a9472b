import { cellOf, countNgrams, type SparseRows } from '../../classifier/features';
import type { LogisticModel } from '../../classifier/logistic';
import { BITS, CELLS, FIRST_FEATURE, LONGEST } from './domain-rows';
import type { SampledDocument } from './domain-sample';

/** A word, or two, and the share of each side's documents that have it. */
export interface TellingTerm {
  readonly term: string;
  readonly baseline: number;
  readonly current: number;
}

/** A measured feature, and its median on each side. */
export interface TellingFeature {
  readonly feature: string;
  readonly baseline: number;
  readonly current: number;
}

const MOST_TERMS = 8;
const MOST_FEATURES = 4;
const MOST_CELLS = 100;
/** A word that fewer documents have is not named: it may be about one person. */
const FEWEST_DOCUMENTS = 10;
const LONGEST_TERM = 40;

/** A document, and which side it is of: 0 is the baseline, 1 the run. */
export interface Sided {
  readonly document: SampledDocument;
  readonly side: 0 | 1;
}

/**
 * What of a cell moves a run's mean score away from the baseline's: its weight times the difference of its means. Over all cells these add
 * up to the whole difference of the mean scores, since the model is linear.
 */
export function contributions(model: LogisticModel, rows: SparseRows, samples: readonly Sided[]): Float64Array {
  const { start, index, value, size } = rows;
  const sums = [new Float64Array(size), new Float64Array(size)] as const;
  const counts = [0, 0];
  samples.forEach(({ side }, row) => {
    counts[side] = (counts[side] ?? 0) + 1;
    const into = sums[side];
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      const cell = index[at] as number;
      into[cell] = (into[cell] as number) + (value[at] as number);
    }
  });
  const [before = 1, now = 1] = counts;
  return Float64Array.from(
    { length: size },
    (_, cell) =>
      (model.weights[size + cell] as number) * ((sums[1][cell] as number) / now - (sums[0][cell] as number) / before),
  );
}

/** The words that tell most, the most telling first. Hashed places name no words: they are found again in the texts. */
export function tellingTerms(parts: Float64Array, samples: readonly Sided[]): TellingTerm[] {
  const best = largest(parts.subarray(0, FIRST_FEATURE), MOST_CELLS);
  const places = new Map(best.map((cell, place) => [cell, place]));
  const found = new Map<string, { readonly place: number; readonly counts: [number, number] }>();
  const sizes: [number, number] = [0, 0];
  for (const { document, side } of samples) {
    sizes[side]++;
    const { text } = document;
    const seen = new Set<string>();
    countNgrams(text, text.length, LONGEST, (hash, from, to) => {
      const place = places.get(cellOf(hash, BITS));
      if (place === undefined) return;
      const term = text.slice(from, to).replace(/\s+/g, ' ').toLowerCase().slice(0, LONGEST_TERM);
      if (seen.has(term)) return;
      seen.add(term);
      const known = found.get(term) ?? { place, counts: [0, 0] };
      known.counts[side]++;
      found.set(term, known);
    });
  }
  return [...found]
    .filter(([, { counts }]) => counts[0] + counts[1] >= FEWEST_DOCUMENTS)
    .map(([term, { place, counts }]) => ({
      place,
      told: { term, baseline: counts[0] / sizes[0], current: counts[1] / sizes[1] },
    }))
    .sort((a, b) => a.place - b.place || (a.told.term < b.told.term ? -1 : 1))
    .slice(0, MOST_TERMS)
    .map(({ told }) => told);
}

/** The features that tell most, the most telling first. */
export function tellingFeatures(
  parts: Float64Array,
  samples: readonly Sided[],
  names: readonly string[],
  columns: readonly number[],
): TellingFeature[] {
  const sums = names.map((_, at) => {
    const from = FIRST_FEATURE + at * CELLS;
    return parts.subarray(from, from + CELLS).reduce((sum, one) => sum + one, 0);
  });
  return largest(Float64Array.from(sums), MOST_FEATURES).map((at) => ({
    feature: names[at] ?? '',
    baseline: median(samples, 0, columns[at] ?? 0),
    current: median(samples, 1, columns[at] ?? 0),
  }));
}

/** Indices of the largest values above 0, the largest first. */
function largest(values: Float64Array, most: number): number[] {
  const above = [...values.keys()].filter((at) => (values[at] as number) > 0);
  return above.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b).slice(0, most);
}

function median(samples: readonly Sided[], of: Sided['side'], column: number): number {
  const known = samples.flatMap(({ document, side }) => {
    const value = document.values[column];
    return side === of && typeof value === 'number' ? [value] : [];
  });
  known.sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? 0;
}
