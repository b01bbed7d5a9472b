import { fullDivergences } from '../../balance/divergence';
import { measured, notEvaluated, type Measured } from '../../balance/measured';
import { NumberProfile } from '../profile/number-profile';
import type { Profile } from '../profile/profile';
import { TextProfile } from '../profile/text-profile';
import { chiSquare } from './chi-square';
import { kolmogorovSmirnov } from './kolmogorov-smirnov';
import { decileCounts, stabilityIndex } from './stability-index';
import { wasserstein } from './wasserstein';

/** Statistics of one feature's drift, by name: the names that limits use. */
export interface FeatureDrift {
  readonly feature: string;
  readonly statistics: Readonly<Record<string, Measured>>;
}

/**
 * Under this many values on either side, drift is not evaluated. Where nothing has changed, an index over ten classes comes out as
 * (1/n + 1/m) times a chi-square of nine degrees of freedom (B. Yurdakul 2018, "Statistical properties of population stability index"): under
 * 400 and 400, one feature in twenty would cross 0.085 by chance, near the limit of 0.1; under 30 and 30, 1.1.
 */
export const FEWEST_VALUES = 400;

/**
 * How a run's profile differs from the baseline's, feature by feature of the baseline.
 *
 * Numbers: `psi` over the baseline's deciles, `js`, `ks` and `ks_p`, `wasserstein` in the feature's unit, and `wasserstein_scaled` in the
 * baseline's standard deviations. Categories: `psi`, `js`, `chi_square`, `chi_square_p`, and `new_share`, the share of values that the
 * baseline has not. Both: `missing_change`, by how much the share of missing values rose.
 */
export function driftOf(baseline: Profile, current: Profile, fewest = FEWEST_VALUES): FeatureDrift[] {
  return baseline.features.map(({ name }) => {
    const [before, now] = [baseline.column(name), current.column(name)];
    if (before instanceof NumberProfile && now instanceof NumberProfile) {
      return { feature: name, statistics: numberDrift(before, now, fewest) };
    }
    if (before instanceof TextProfile && now instanceof TextProfile) {
      return { feature: name, statistics: textDrift(before, now, fewest) };
    }
    const reason = now === undefined ? 'the run has no such feature' : 'the feature changed its kind';
    return { feature: name, statistics: all(['psi', 'js', 'missing_change'], reason) };
  });
}

function numberDrift(before: NumberProfile, now: NumberProfile, fewest: number): Record<string, Measured> {
  const [a, b] = [before.summary(), now.summary()];
  const missing_change = missingChange([a.missing + a.invalid, a.present], [b.missing + b.invalid, b.present], fewest);
  const few = tooFew(a.present, b.present, fewest);
  if (few !== undefined) {
    return { ...all(['psi', 'js', 'ks', 'ks_p', 'wasserstein', 'wasserstein_scaled'], few), missing_change };
  }
  const [p, q] = [before.bins(), now.bins()];
  const classes = decileCounts(p, q);
  const { d, p: chance } = kolmogorovSmirnov(p, q);
  const moved = wasserstein(p, q);
  return {
    psi: stabilityIndex(classes.baseline, classes.current),
    js: fullDivergences(classes.baseline, classes.current).JS,
    ks: d,
    ks_p: chance,
    wasserstein: moved,
    wasserstein_scaled: scaled(moved, a.deviation ?? 0),
    missing_change,
  };
}

function textDrift(before: TextProfile, now: TextProfile, fewest: number): Record<string, Measured> {
  const [a, b] = [before.counts(), now.counts()];
  const missing_change = missingChange([a.missing, a.present], [b.missing, b.present], fewest);
  const few = tooFew(a.present, b.present, fewest);
  const names = ['psi', 'js', 'chi_square', 'chi_square_p', 'new_share'];
  if (few !== undefined) return { ...all(names, few), missing_change };
  if (!before.complete() || !now.complete()) {
    return { ...all(names, 'there are more distinct values than a profile counts'), missing_change };
  }
  const [old, fresh] = [before, now].map((of) => new Map(of.top().map(({ value, count }) => [value, count])));
  const values = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].sort();
  const [p, q] = [old, fresh].map((counts) => values.map((value) => counts?.get(value) ?? 0)) as [number[], number[]];
  const test = chiSquare(p, q);
  return {
    psi: stabilityIndex(p, q),
    js: fullDivergences(p, q).JS,
    chi_square: test.statistic,
    chi_square_p: test.p,
    new_share: measured(q.reduce((sum, count, i) => sum + (p[i] === 0 ? count : 0), 0) / b.present),
    missing_change,
  };
}

function scaled(moved: Measured, deviation: number): Measured {
  if (moved.kind === 'not evaluated') return moved;
  if (deviation > 0) return measured(moved.value / deviation);
  return notEvaluated('the baseline is constant: there is no deviation to scale by');
}

function missingChange(before: readonly [number, number], now: readonly [number, number], fewest: number): Measured {
  const few = tooFew(before[0] + before[1], now[0] + now[1], fewest);
  if (few !== undefined) return notEvaluated(few);
  const [old, fresh] = [before, now].map(([missing, present]) => missing / (missing + present));
  return Number.isNaN(old) || Number.isNaN(fresh)
    ? notEvaluated('a run has no rows')
    : measured((fresh ?? 0) - (old ?? 0));
}

function tooFew(before: number, now: number, fewest: number): string | undefined {
  if (before < fewest) return `the baseline has ${before} values, and needs ${fewest}`;
  return now < fewest ? `the run has ${now} values, and needs ${fewest}` : undefined;
}

function all(names: readonly string[], reason: string): Record<string, Measured> {
  return Object.fromEntries(names.map((name) => [name, notEvaluated(reason)]));
}
