import { RampartError } from '../../../contract/errors';
import { BUCKETS, eachGram } from './grams';

/** What a team's texts are about: a weight for each bucket of hashed words and word pairs. */
export interface RelevanceProfile {
  /** Goes up when words or hashes change: weights of another version mean other words. */
  readonly version: 1;
  /** `BUCKETS` weights, from -127 to 127, where 127 stands for `HEAVIEST`. */
  readonly weights: Int8Array;
}

/** A profile cannot be made or read: `NO_SEED_TEXT`, `NO_BACKGROUND_TEXT`, `BAD_PROFILE`. */
export class RelevanceError extends RampartError {}

/** The largest weight: a z-score past this says no more. */
export const HEAVIEST = 4;
const FULL = 127;
/** Words of evidence that both sides together lend to each, so that a word seen once weighs little. */
const PRIOR = 500;

/**
 * Weighs words and word pairs by how much more often the seeds have them than the background: log-odds with an informative Dirichlet prior, as z-scores
 * (Monroe, Colaresi and Quinn 2008, "Fightin' Words"). Weights are whole numbers, so that a last bit of a logarithm changes nothing.
 */
export function relevanceProfile(seeds: Iterable<string>, background: Iterable<string>): RelevanceProfile {
  const [seed, seedTotal] = counts(seeds);
  const [other, otherTotal] = counts(background);
  if (seedTotal === 0)
    throw new RelevanceError(
      'NO_SEED_TEXT',
      'the seed texts of a relevance profile must have at least one word, got none',
    );
  if (otherTotal === 0)
    throw new RelevanceError(
      'NO_BACKGROUND_TEXT',
      'the background of a relevance profile must have at least one word, got none',
    );
  const weights = new Int8Array(BUCKETS);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const [here, there] = [seed[bucket] ?? 0, other[bucket] ?? 0];
    if (here + there === 0) continue;
    const prior = (PRIOR * (here + there)) / (seedTotal + otherTotal);
    const odds = logOdds(here + prior, seedTotal + PRIOR) - logOdds(there + prior, otherTotal + PRIOR);
    const z = odds / Math.sqrt(1 / (here + prior) + 1 / (there + prior));
    weights[bucket] = Math.round((Math.max(-HEAVIEST, Math.min(HEAVIEST, z)) / HEAVIEST) * FULL);
  }
  return { version: 1, weights };
}

/** A profile as JSON: base64 of its weights. */
export function writeProfile({ version, weights }: RelevanceProfile): string {
  return JSON.stringify({ version, buckets: BUCKETS, weights: Buffer.from(weights).toString('base64') });
}

/** @throws RelevanceError `BAD_PROFILE` */
export function readProfile(json: string): RelevanceProfile {
  const { version, buckets, weights } = parsed(json);
  if (version !== 1 || buckets !== BUCKETS || typeof weights !== 'string') {
    throw new RelevanceError(
      'BAD_PROFILE',
      `a relevance profile must have version 1, ${String(BUCKETS)} buckets and weights, got version ${String(version)} with ${String(buckets)} buckets`,
    );
  }
  const bytes = Buffer.from(weights, 'base64');
  if (bytes.length !== BUCKETS) {
    throw new RelevanceError(
      'BAD_PROFILE',
      `a relevance profile must have ${String(BUCKETS)} weights, got ${String(bytes.length)}`,
    );
  }
  return { version, weights: Int8Array.from(bytes) };
}

function parsed(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    throw new RelevanceError('BAD_PROFILE', 'a relevance profile must be JSON, got something else');
  }
}

function counts(texts: Iterable<string>): [Float64Array, number] {
  const found = new Float64Array(BUCKETS);
  let total = 0;
  for (const text of texts) {
    eachGram(text, (bucket) => {
      found[bucket] = (found[bucket] ?? 0) + 1;
      total += 1;
    });
  }
  return [found, total];
}

function logOdds(part: number, whole: number): number {
  return Math.log(part / (whole - part));
}
