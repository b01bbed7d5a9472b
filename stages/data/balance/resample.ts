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
 * How often the records of a stratum are in the sample: each `least` times, and those whose rank is under `below` once more. It fits any
 * number of records, and each record's part of it follows from its rank alone.
 */
export interface StratumCopies {
  readonly stratum: string;
  readonly records: number;
  readonly target: number;
  readonly reached: number;
  readonly least: number;
  readonly below: number;
}

/** How resampling is bounded. */
export interface ResampleOptions {
  /** @default 3 */
  readonly mostCopies?: number;
}

/**
 * Stratified resampling to `targets` records a stratum, from the ranks of its records. A stratum above its target loses records; one below
 * repeats records, each at most `mostCopies` times, and what is then still lacking is reported and not made up. Strata without a target stay.
 *
 * @throws BalanceError `RESAMPLE_INVALID` where a target is no whole number, or `mostCopies` is under 1
 */
export function planResample(
  ranks: ReadonlyMap<string, ArrayLike<number>>,
  targets: Readonly<Record<string, number>>,
  { mostCopies = 3 }: ResampleOptions = {},
): StratumCopies[] {
  if (!Number.isInteger(mostCopies) || mostCopies < 1) invalid(`mostCopies must be 1 or more, got ${mostCopies}`);
  return [...new Set([...ranks.keys(), ...Object.keys(targets)])].sort().map((stratum) => {
    const sorted = Float64Array.from(ranks.get(stratum) ?? []).sort();
    const records = sorted.length;
    const target = targets[stratum] ?? records;
    if (!Number.isInteger(target) || target < 0) invalid(`the target of ${stratum} must be a count, got ${target}`);
    const reached = Math.min(target, records * mostCopies);
    const more = records === 0 ? 0 : reached % records;
    const least = records === 0 ? 0 : Math.floor(reached / records);
    return { stratum, records, target, reached, least, below: more === 0 ? 0 : (sorted[more] ?? 0) };
  });
}

/** How often a record of that rank is in the sample. */
export function copiesOf({ least, below }: Pick<StratumCopies, 'least' | 'below'>, rank: number): number {
  return least + (rank < below ? 1 : 0);
}

/** Why a record is not in the sample exactly once; undefined where it is. */
export function resampled({ records, reached }: StratumCopies, copies: number): Reason | undefined {
  if (copies === 1) return undefined;
  const rule = copies === 0 ? 'balance/resample-out@1' : 'balance/resample-repeat@1';
  return { rule, value: records, limit: reached };
}

/** Resamples records that are all at hand. @throws BalanceError `RESAMPLE_INVALID` */
export function resample(
  candidates: Iterable<Candidate>,
  targets: Readonly<Record<string, number>>,
  { seed, ...options }: ResampleOptions & { readonly seed: number },
): Resample {
  const records = [...candidates].map((one) => ({ ...one, rank: rankOf(seed, one.id) }));
  const ranks = new Map<string, number[]>();
  for (const { stratum, rank } of records) {
    const held = ranks.get(stratum);
    if (held === undefined) ranks.set(stratum, [rank]);
    else held.push(rank);
  }
  const plan = planResample(ranks, targets, options);
  const strata = new Map(plan.map((one) => [one.stratum, one]));
  const copied = records.flatMap(({ id, stratum, rank }): Copies[] => {
    const of = strata.get(stratum);
    if (of === undefined) return [];
    const copies = copiesOf(of, rank);
    const reason = resampled(of, copies);
    return [{ id, copies, ...(reason && { reason }) }];
  });
  return {
    records: copied.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    short: plan
      .filter(({ target, reached }) => reached < target)
      .map(({ stratum, target, reached }) => ({ stratum, target, reached })),
  };
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

function invalid(message: string): never {
  throw new BalanceError('RESAMPLE_INVALID', message);
}
