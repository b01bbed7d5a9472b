import { RANKS, rankOf } from '../../rank';

/** Documents of a run that a classifier is shown: so many, however many there are. */
export const MOST_DOCUMENTS = 2000;
/** Characters of each. */
const MOST_CHARACTERS = 2000;
/** More are collected than are shown, because what labels and balance take out later is not known when the share is set. */
const SPARE = 1.25;

/** A document of a sample. */
export interface SampledDocument {
  /** Of its content: equal documents of two runs have equal ones. */
  readonly sha: string;
  /** Its cleaned text, from the beginning. */
  readonly text: string;
  /** What was measured of it, in the order of the sample's features. */
  readonly values: readonly (number | null)[];
}

/** Some of a run's documents; which, follows from seed and content alone. */
export interface DomainSample {
  readonly features: readonly string[];
  readonly documents: readonly SampledDocument[];
}

/** The share of `documents` that is collected. */
export function sampleShare(documents: number): number {
  return documents === 0 ? 1 : Math.min(1, (SPARE * MOST_DOCUMENTS) / documents);
}

/** A document as a sample has it; undefined where it is not in the share that is collected. */
export function sampled(
  seed: number,
  share: number,
  document: { readonly sha: string; readonly text: string },
  values: () => SampledDocument['values'],
): SampledDocument | undefined {
  const { sha, text } = document;
  if (rankOf(seed, sha) >= share * RANKS) return undefined;
  return { sha, text: text.slice(0, MOST_CHARACTERS), values: values() };
}

/** The sample, of what was collected in any order: those of the lowest ranks. */
export function mergedSample(
  seed: number,
  features: readonly string[],
  collected: readonly SampledDocument[],
): DomainSample {
  const ranked = collected.map((document) => ({ document, rank: rankOf(seed, document.sha) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.document.sha < b.document.sha ? -1 : 1));
  return { features, documents: ranked.slice(0, MOST_DOCUMENTS).map(({ document }) => document) };
}
