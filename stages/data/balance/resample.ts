import type { Reason } from '../decision';
import { BalanceError } from './balance-error';
import { rankOf } from '../rank';

/** A record that may be sampled, and the stratum (facet and label, say) that it is in. */
export interface Candidate {
  readonly id: string;
  readonly stratum: string;
}

/** How often a record is in the sample, and why where not once. */
export interface Copies {
  readonly id: string;
  readonly copies: number;
  readonly reason?: Reason;
}

export interface Resample {
  /** By id. */
  readonly records: readonly Copies[];
  /** Strata that have too few records for their target even with every record at `mostCopies`. */
  readonly short: readonly { readonly stratum: string; readonly target: number; readonly reached: number }[];
}

/**
 * Stratified resampling to `targets` records a stratum. A stratum above its target loses records by seeded rank; one below repeats
 * records, each at most `mostCopies` times, and what is then still lacking is reported and not made up. Strata without a target stay.
 *
 * @throws BalanceError `RESAMPLE_INVALID` where a target is no whole number, or `mostCopies` is under 1
 */
export function resample(
  candidates: Iterable<Candidate>,
  targets: Readonly<Record<string, number>>,
  { seed, mostCopies = 3 }: { readonly seed: number; readonly mostCopies?: number },
): Resample {
  if (!Number.isInteger(mostCopies) || mostCopies < 1) invalid(`mostCopies must be 1 or more, got ${mostCopies}`);
  const strata = new Map<string, string[]>();
  for (const { id, stratum } of candidates) {
    const held = strata.get(stratum);
    if (held === undefined) strata.set(stratum, [id]);
    else held.push(id);
  }
  const short: { stratum: string; target: number; reached: number }[] = [];
  const records: Copies[] = [];
  for (const stratum of [...new Set([...strata.keys(), ...Object.keys(targets)])].sort()) {
    const ids = strata.get(stratum) ?? [];
    const target = targets[stratum] ?? ids.length;
    if (!Number.isInteger(target) || target < 0) invalid(`the target of ${stratum} must be a count, got ${target}`);
    const reached = Math.min(target, ids.length * mostCopies);
    if (reached < target) short.push({ stratum, target, reached });
    records.push(...spread(ids, reached, seed));
  }
  return { records: records.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)), short };
}

/** Targets under which facet and label are independent at the same sizes: n(facet) n(label) / n, rounded. */
export function independentTargets(
  counts: readonly { readonly facet: string; readonly label: string; readonly count: number }[],
  stratumOf: (facet: string, label: string) => string,
): Record<string, number> {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const sum = (which: (entry: (typeof counts)[number]) => boolean): number =>
    counts.filter(which).reduce((n, { count }) => n + count, 0);
  const facets = [...new Set(counts.map(({ facet }) => facet))];
  const labels = [...new Set(counts.map(({ label }) => label))];
  const pairs = facets.flatMap((facet) => labels.map((label) => [facet, label] as const));
  return Object.fromEntries(
    pairs.map(([facet, label]) => {
      const expected = (sum((entry) => entry.facet === facet) * sum((entry) => entry.label === label)) / all;
      return [stratumOf(facet, label), Math.round(expected)];
    }),
  );
}

/** `reached` copies over the ids as evenly as it goes; by rank, the first ones get what does not divide. */
function spread(ids: readonly string[], reached: number, seed: number): Copies[] {
  const ranked = ids.map((id) => ({ id, rank: rankOf(seed, id) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return ranked.map(({ id }, place): Copies => {
    const copies = Math.floor(reached / ids.length) + (place < reached % ids.length ? 1 : 0);
    if (copies === 1) return { id, copies };
    const rule = copies === 0 ? 'balance/resample-out@1' : 'balance/resample-repeat@1';
    return { id, copies, reason: { rule, value: ids.length, limit: reached } };
  });
}

function invalid(message: string): never {
  throw new BalanceError('RESAMPLE_INVALID', message);
}
